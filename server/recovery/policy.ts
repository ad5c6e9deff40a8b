import type { CredentialId } from '../../shared/ids.ts'
import type { ArrivalMethod, SlowMethodId } from '../../shared/recovery.ts'
import { isOlder } from '../passkeys/authority.ts'
import {
  CONTACT_HOLD_MS,
  HOLD_MS,
  LONG_HOLD_MS,
  PASSKEY_IN_USE_MS,
  PAUSE_MS,
  RETIRE_MS,
  VOUCHED_HOLD_MS,
} from './lifetimes.ts'
import type { Approval } from './recovery.ts'

/**
 * By what a proof was given. `mailed-case`: the code of a case that went to an address of the account. `enrolment`,
 * `operator`: the links that the server's command line makes. `operator-decision`: the latter, made for a
 * tie: see isTied.
 */
export type ProofMethod = ArrivalMethod | 'mailed-case' | 'enrolment' | 'operator' | 'operator-decision'

/** Those that need no other device. */
export type SlowProofMethod = Exclude<ProofMethod, 'pairing' | 'added'>

/** What a proof counts as. Two that count as the same method are one. */
interface Kind {
  readonly as: ProofMethod
  /** Who stands behind it: a passkey of the account, its owner, other people, or whoever has the server. */
  readonly by: 'passkey' | 'owner' | 'others' | 'server'
}

const KINDS = {
  pairing: { as: 'pairing', by: 'passkey' },
  added: { as: 'pairing', by: 'passkey' },
  'backup-code': { as: 'backup-code', by: 'owner' },
  email: { as: 'email', by: 'owner' },
  'mailed-case': { as: 'email', by: 'owner' }, // [R66]
  contact: { as: 'contact', by: 'others' },
  assisted: { as: 'assisted', by: 'others' },
  enrolment: { as: 'assisted', by: 'others' },
  operator: { as: 'assisted', by: 'server' },
  'operator-decision': { as: 'assisted', by: 'server' },
} as const satisfies Readonly<Record<ProofMethod, Kind>>

/** The method of which a proof counts as one. */
export function methodOf(method: SlowProofMethod): SlowMethodId {
  return KINDS[method].as
}

/** What one proof is to the policy. Times are milliseconds by the database's clock. */
export interface ProvenBy {
  readonly method: ProofMethod
  readonly at: number
  /**
   * When what it rests on was set up: the set of codes, the address, the passkey. Null if it rests on nothing of the
   * account, such as a supporter's word.
   */
  readonly since: number | null
  readonly approval: Approval | null
}

/** What stops the clock of a recovery for PAUSE_MS. `mail`: by the link in a notice. */
export interface Pause {
  readonly by: 'passkey' | 'mail'
  readonly at: number
  /** Which one, if a passkey did it. */
  readonly passkeyId: CredentialId | null
}

/**
 * `hold`: one proof is enough after a hold (AAL1 with a hold). `aal2`: it takes two of different methods, as
 * NIST SP 800-63B-4 asks for in section 4.2.2.2.
 */
export type RecoveryLevel = 'hold' | 'aal2'

/** What surrounds a recovery that is under way, read at once by the database's clock. */
export interface Circumstances {
  readonly now: number
  readonly level: RecoveryLevel
  /** Those of the page that the recovery answers to, in any order. What another page proved is not among them. */
  readonly proofs: readonly ProvenBy[]
  /** When its first proof was given, on whichever page. */
  readonly begunAt: number
  /** Since when the account is in dispute, or what is to be undone was changed: the earlier of the two. */
  readonly disputedSince: number | null
  /** Whether the account ever had a passkey that could sign in, removed ones and those set aside included. */
  readonly hadPasskey: boolean
  /** The last sign-in or step-up with a passkey of the account. */
  readonly passkeyUsedAt: number | null
  /** One by a passkey and one by mail at most. */
  readonly pauses: readonly Pause[]
}

/**
 * `wait`: on hold or paused, until then at least. `prove-again`: the wait is over, and a proof given since then is
 * missing. `needs-another`: by another method. `none`: nothing that counts was proven.
 */
export type Verdict =
  | { readonly is: 'enough' | 'prove-again' | 'needs-another' | 'none' }
  | { readonly is: 'wait'; readonly until: number }

/** Whether proofs are enough at once, whatever surrounds the recovery. */
export type Policy = (proofs: readonly Pick<ProvenBy, 'method' | 'approval'>[]) => boolean

/** They are if a passkey of the account approved, or if whoever has the server gave the link. */
export const areEnough: Policy = (proofs) =>
  proofs.some(
    (proof) =>
      proof.approval !== null || // [R1]
      isByServer(proof), // [R2]
  )

/** Whether whoever has the server stands behind a proof, whatever the account has. */
function isByServer({ method }: Pick<ProvenBy, 'method'>): boolean {
  return KINDS[method].by === 'server'
}

/** Whether a link that the server's command line made gave a proof, of either kind. */
export function isByLink(proof: Pick<ProvenBy, 'method'>): boolean {
  return isByServer(proof) || proof.method === 'enrolment'
}

/** Whether the proofs of a recovery are enough to register a passkey, or what they wait for. */
export function verdictOn(circumstances: Circumstances): Verdict {
  const { now, level, hadPasskey } = circumstances
  const proofs = counted(circumstances)
  if (areEnough(proofs)) return { is: 'enough' }
  if (!hadPasskey && proofs.some(({ method }) => method === 'enrolment')) return { is: 'enough' } // [R3]
  const each = firstOfEach(proofs)
  if (each.length === 0) return { is: 'none' }
  if (each.length === 1 && level === 'aal2') return { is: 'needs-another' } // [R7]
  if (!each.some(isEnoughAlone)) return { is: 'needs-another' } // [F27]
  const until = waitsUntil(circumstances, each)
  if (now < until) return { is: 'wait', until }
  if (!proofs.some(({ at }) => at >= until)) return { is: 'prove-again' } // [R11]
  return { is: 'enough' }
}

/** Milliseconds from the end of a recovery until the passkey that it calls lost or stolen is retired. */
export function retiresAfterMs(proofs: Parameters<Policy>[0]): number {
  return proofs.some(({ approval }) => approval !== null) ? 0 : RETIRE_MS
}

/** Whether the proofs weigh more than one passkey: two that count, by different methods. */
export function outweighPasskey(circumstances: Circumstances): boolean {
  return firstOfEach(counted(circumstances)).length > 1 // [R22]
}

/**
 * Whether a recovery that is enough undoes a change of the account: it has to be enough by proofs older than the change,
 * hold included. What two proofs brought takes two.
 */
export function undoesBefore(
  circumstances: Circumstances,
  change: { readonly createdAt: number; readonly outweighs: boolean },
): boolean {
  const disputedSince = Math.min(circumstances.disputedSince ?? change.createdAt, change.createdAt)
  const before = { ...circumstances, disputedSince }
  if (change.outweighs && !outweighPasskey(before)) return false // [R59]
  return verdictOn(before).is === 'enough' // [R59]
}

/** What a veto does to a recovery under way: with a step-up on a signed-in device, or with the link in a notice. */
export type StopEffect = 'ends' | 'pauses' | 'nothing'

/** What a step-up with a passkey of the account does that is made to stop a recovery. */
export function whatAStopDoes(circumstances: Circumstances, by: { readonly createdAt: number }): StopEffect {
  const proofs = counted(circumstances)
  if (areEnough(proofs)) return 'nothing' // [R17]
  const mayEnd =
    !outweighPasskey(circumstances) && // [R14]
    isOlder(by, { createdAt: circumstances.begunAt }) // [R15]
  return mayEnd ? 'ends' : pauses(circumstances, 'passkey')
}

/** What the link of a notice does, which went to an address of the account. It never ends anything. */
export function whatAPauseLinkDoes(
  circumstances: Circumstances,
  address: { readonly gaveProof: boolean },
): 'pauses' | 'nothing' {
  if (areEnough(counted(circumstances))) return 'nothing' // [R17]
  if (address.gaveProof) return 'nothing' // [R18]
  return pauses(circumstances, 'mail')
}

function pauses(circumstances: Circumstances, by: Pause['by']): 'pauses' | 'nothing' {
  if (circumstances.pauses.some((pause) => pause.by === by)) return 'nothing' // [R16]
  return 'pauses'
}

/** Those that are worth anything, the earliest first. */
export function counted({ proofs, disputedSince }: Circumstances): readonly ProvenBy[] {
  const isOldEnough = ({ since }: ProvenBy) =>
    disputedSince === null || since === null || since < disputedSince
  return proofs
    .filter(({ method, approval }) => KINDS[method].by !== 'passkey' || approval !== null) // [R1]
    .filter(isOldEnough) // [R4]
    .sort((one, other) => one.at - other.at)
}

/** With a hold. Nobody comes back by the word of a contact alone, however long they wait. */
function isEnoughAlone({ method }: Pick<ProvenBy, 'method'>): boolean {
  return method !== 'contact'
}

/** The first proof of each method, the earliest first. */
function firstOfEach(proofs: readonly ProvenBy[]): readonly ProvenBy[] {
  const methods = proofs.map(({ method }) => KINDS[method].as)
  return proofs.filter(({ method }, index) => methods.indexOf(KINDS[method].as) === index) // [R5]
}

/**
 * The earliest end of the holds that are enough, so that one more proof never makes anybody wait longer. It takes the
 * first proof of each method.
 */
function waitsUntil(circumstances: Circumstances, each: readonly ProvenBy[]): number {
  const [, second] = each
  const [first, secondWithoutContact] = each.filter(isEnoughAlone)
  const [, secondOfOwner] = each.filter(({ method }) => KINDS[method].by === 'owner') // [R9]
  const stops = circumstances.pauses
    .map((pause) => ({ from: pause.at, until: lapsesAt(pause, each) }))
    .sort((one, other) => one.from - other.from)
  const ends: number[] = []
  if (first && circumstances.level === 'hold') ends.push(endOf(first.at, holdOfOne(circumstances), stops)) // [R10]
  if (secondWithoutContact) ends.push(endOf(secondWithoutContact.at, VOUCHED_HOLD_MS, stops)) // [R8]
  if (second) ends.push(endOf(second.at, CONTACT_HOLD_MS, stops)) // [F28]
  if (secondOfOwner) ends.push(endOf(secondOfOwner.at, 0, stops))
  return Math.min(...ends)
}

/** Counted from the first proof on any page, so that no move to another page makes a hold shorter. */
function holdOfOne({ begunAt, passkeyUsedAt }: Circumstances): number {
  const isInUse = passkeyUsedAt !== null && passkeyUsedAt > begunAt - PASSKEY_IN_USE_MS
  return isInUse ? LONG_HOLD_MS : HOLD_MS // [R6]
}

/** A pause by mail is lifted by the first proof of a method that the recovery had no proof of. */
function lapsesAt({ by, at }: Pause, each: readonly ProvenBy[]): number {
  const lifting = each.find((proof, index) => index > 0 && proof.at > at)
  const isLifted = by === 'mail' && lifting !== undefined // [R13]
  return isLifted ? Math.min(lifting.at, at + PAUSE_MS) : at + PAUSE_MS
}

interface Stop {
  readonly from: number
  readonly until: number
}

/** When a hold ends, which stands still during pauses. Where two of them overlap, that time counts once. */
function endOf(start: number, holdMs: number, stops: readonly Stop[]): number {
  let end = start + holdMs
  let seen = start
  for (const { from, until } of stops) {
    const stoodStill = Math.max(0, until - Math.max(from, seen))
    end = from < end ? end + stoodStill : Math.max(end, until) // [R12]
    seen = Math.max(seen, until)
  }
  return end
}
