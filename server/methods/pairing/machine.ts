import type { ErrorCode } from '../../../shared/errors.ts'
import type {
  AccountId,
  ClaimId,
  CommandId,
  ConnectionId,
  CredentialId,
  PageKey,
  PairingId,
  SessionId,
} from '../../../shared/ids.ts'
import type { DualReason, PairingEndCause } from '../../../shared/pairing.ts'
import type { BetweenFacts } from '../../../shared/pairing-view.ts'
import type { Place } from '../../../shared/place.ts'
import type { Purpose, RequesterFacts, RetireChoice } from '../../../shared/recovery.ts'
import { type Lifetimes, TRIES } from './lifetimes.ts'

// The whole life of a pairing in one file, on purpose: `open -> claimed -> matched -> approved -> registered ->
// done`, and the ends `denied expired cancelled burned`. It compares and never hashes. It has no clock, no
// randomness and no store. A line that ends in an id such as [P12] guards a rule of docs/spec/protocol.md: without
// it, a test fails.

/** The hold of an account on a pairing. */
export interface Claim {
  readonly id: ClaimId
  readonly accountId: AccountId
  /** The whole name, as the page shows it after the approval. */
  readonly accountName: string
  readonly sessionId: SessionId
  readonly at: number
  readonly way: 'qr' | 'pin'
  readonly between: BetweenFacts
}

/** `hash` is keyed and bound to pairing, claim and round. The digits are never stored. */
interface ReturnPin {
  readonly hash: string
  readonly round: number
  readonly madeAt: number
}

/** What was approved, and by which step-up. */
export interface Approval {
  readonly at: number
  /** The passkey that made the step-up. */
  readonly credentialId: CredentialId
  /** When the step-up began, by SQL's clock. */
  readonly steppedUpAt: number
  readonly retire: RetireChoice | null
  readonly endOtherSessions: boolean
}

/**
 * The account name that was typed on the page, and whose it is. A name that nobody has is bound too; then nobody
 * can claim.
 */
export interface Binding {
  readonly name: string
  readonly accountId: AccountId | null
}

interface Base {
  readonly format: 2
  readonly id: PairingId
  /** Rises by one at every write. The store compares it. */
  readonly version: number
  readonly purpose: Purpose
  readonly pageKey: PageKey
  /** Keyed hash of the browser cookie. */
  readonly browser: string
  /** Keyed hash of the IPv4 address or the /64; of a hidden network, see page-network.ts. */
  readonly network: string
  /** Keyed hash of the /48, or null for IPv4. */
  readonly wideNetwork: string | null
  readonly requester: RequesterFacts
  /** Where the page was opened, to compare it with the place of the claim. */
  readonly place: Place | null
  /** The server key from which the codes of this pairing are derived. */
  readonly keyId: string
  readonly openedAt: number
  /** Rises when the codes change. Receipts and PINs of an older epoch no longer work. */
  readonly epoch: number
  readonly epochAt: number
  readonly binding: Binding | null
  /** Keyed hash of the PIN of this epoch. Null if no name was typed. */
  readonly pinHash: string | null
  readonly wrongReturnPins: number
  /** Why this pairing is dual. Empty if it is single. */
  readonly reasons: readonly DualReason[]
  /** Rises only when the page key, the facts that are shown, or the claim changes. */
  readonly viewVersion: number
  readonly connection: ConnectionId
  /** When the page's connection was lost. Null while it is there. */
  readonly detachedAt: number | null
  /** The last answer to each kind of command, so that a retry gets the same answer and costs nothing. */
  readonly replies: Readonly<Partial<Record<Command['type'], Reply>>>
}

interface Reply {
  readonly id: CommandId
  readonly refusal: ErrorCode | null
}

/** Codes are shown that can be claimed. */
export interface Open extends Base {
  readonly state: 'open'
}
/** Dual: an account holds it, and the return PIN has to be typed. */
export interface Claimed extends Base {
  readonly state: 'claimed'
  readonly claim: Claim
  readonly returnPin: ReturnPin
}
/** The account that holds it may decide. */
export interface Matched extends Base {
  readonly state: 'matched'
  readonly claim: Claim
}
/** The page may register a passkey. */
export interface Approved extends Base {
  readonly state: 'approved'
  readonly claim: Claim
  readonly approval: Approval
  /** The challenge of the registration (base64url), until it is spent. It is spent before it is verified. */
  readonly challenge: string | null
  readonly failedRegistrations: number
}
/** The new passkey is stored as unproven. It can do nothing but prove itself. */
export interface Registered extends Base {
  readonly state: 'registered'
  readonly claim: Claim
  readonly approval: Approval
  readonly credentialId: CredentialId
  readonly registeredAt: number
}
/** The new passkey has proven itself. */
export interface Done extends Omit<Registered, 'state'> {
  readonly state: 'done'
  readonly doneAt: number
}
/** Over for good. */
export interface Ended extends Base {
  readonly state: 'denied' | 'expired' | 'cancelled' | 'burned'
  readonly cause: PairingEndCause
  readonly endedAt: number
  /** The claim under which it ended, so that its holder can be told. */
  readonly claim: Claim | null
}

/** The record of a pairing: one shape for each state. */
export type Pairing = Open | Claimed | Matched | Approved | Registered | Done | Ended
/** A pairing that has not ended. */
type Live = Exclude<Pairing, Ended>

/** Who sends a command from the approving side. */
interface Claimant {
  readonly claimId: ClaimId
  readonly accountId: AccountId
  readonly sessionId: SessionId
}

interface Repeatable {
  readonly id?: CommandId
}

/** Everything that can happen to a pairing. A command with an id may be retried. */
export type Command = Repeatable &
  (
    | {
        readonly type: 'claim'
        readonly claim: Claim
        readonly browser: string
        /** The epoch of a receipt and its end by the store's clock, or the hash of a typed PIN. */
        readonly code: { readonly epoch: number; readonly until: number } | { readonly pinHash: string }
        readonly returnPinHash: string
        readonly reasons: readonly DualReason[]
      }
    | ({ readonly type: 'renew-return-pin'; readonly hash: string } & Claimant)
    | ({ readonly type: 'approve'; readonly viewVersion: number; readonly approval: Approval } & Claimant)
    | ({ readonly type: 'deny'; readonly report: boolean } & Claimant)
    | { readonly type: 'bind-name'; readonly binding: Binding; readonly pinHash: string }
    | { readonly type: 'new-code'; readonly pinHash: string | null }
    | { readonly type: 'return-pin'; readonly hash: string }
    | { readonly type: 'set-challenge'; readonly challenge: string }
    | { readonly type: 'spend-challenge' }
    | { readonly type: 'registration-failed' }
    | { readonly type: 'registered'; readonly credentialId: CredentialId }
    | { readonly type: 'prove' }
    | { readonly type: 'sealed'; readonly cause: PairingEndCause }
    | { readonly type: 'cancel'; readonly cause: PairingEndCause }
    | { readonly type: 'resume'; readonly connection: ConnectionId }
    | { readonly type: 'detach'; readonly connection: ConnectionId }
    | { readonly type: 'look' }
  )

/** A claim, for the machine. */
export type ClaimCommand = Extract<Command, { type: 'claim' }>

/**
 * What a command does. `next` is written if it is not null, even with a refusal (a wrong return PIN counts).
 * `seal`: the pairing was approved or registered, and is about to end. So the end must first win the row in SQL for
 * which registration competes too.
 */
export interface Step {
  readonly next: Pairing | null
  readonly refusal: ErrorCode | null
  readonly seal: boolean
}

/** When the time of the current step is over, in milliseconds by the store's clock. */
export function deadline(pairing: Live, lives: Lifetimes): number {
  const whole = pairing.openedAt + lives.whole
  const gone = pairing.detachedAt === null ? Number.POSITIVE_INFINITY : pairing.detachedAt + lives.resume
  switch (pairing.state) {
    case 'open':
      return Math.min(pairing.openedAt + lives.claimable, gone)
    case 'claimed':
    case 'matched':
      return Math.min(pairing.claim.at + lives.decision, whole, gone)
    case 'approved':
      return Math.min(pairing.approval.at + lives.registration, whole, gone)
    case 'registered':
    case 'done':
      return pairing.registeredAt + lives.unproven
    default:
      return pairing satisfies never
  }
}

/**
 * Until when a decision on this command holds, by the store's clock: no longer than the current step, and no longer
 * than the PIN or the receipt that the command brings.
 */
export function holdsUntil(pairing: Live, command: Command, lives: Lifetimes): number {
  const stepEnds = deadline(pairing, lives)
  if (command.type === 'claim' && 'pinHash' in command.code)
    return Math.min(stepEnds, pairing.epochAt + lives.pin) // [P3]
  if (command.type === 'claim' && 'until' in command.code) return Math.min(stepEnds, command.code.until) // [P28]
  if (command.type === 'return-pin' && pairing.state === 'claimed')
    return Math.min(stepEnds, pairing.returnPin.madeAt + lives.returnPin) // [P11]
  return stepEnds
}

/** The state in which each cause ends a pairing. */
const STATE_OF_CAUSE: Readonly<Record<PairingEndCause, Ended['state']>> = {
  denied: 'denied',
  reported: 'denied',
  cancelled: 'cancelled',
  'not-my-account': 'cancelled',
  'replaced-by-newer': 'cancelled',
  'session-ended': 'cancelled',
  'time-ran-out': 'expired',
  'page-gone': 'expired',
  'second-claimant': 'burned',
  locked: 'burned',
  'wrong-return-pins': 'burned',
  'registration-failed': 'burned',
}

/** Whether a pairing is over for good. */
export function isEnded(pairing: Pairing): pairing is Ended {
  return (
    pairing.state === 'denied' ||
    pairing.state === 'expired' ||
    pairing.state === 'cancelled' ||
    pairing.state === 'burned'
  )
}

/** Someone waits at the page, for the other device or to create the new passkey. */
export type AtPage = Open | Claimed | Matched | Approved

/** Whether someone still waits at the page of a pairing. */
export function isAtPage(pairing: Pairing): pairing is AtPage {
  return !isEnded(pairing) && pairing.state !== 'registered' && pairing.state !== 'done'
}

/** The claim of a pairing, in any state that has one. */
export function claimOf(pairing: Pairing): Claim | null {
  return pairing.state === 'open' ? null : pairing.claim
}

/**
 * The next pairing, or a refusal. It looks at the time first, then whether the command is a retry, then at the
 * command itself. Pure: the same arguments always give the same step.
 */
export function transition(pairing: Pairing, command: Command, now: number, lives: Lifetimes): Step {
  const lapsed = settles(command) ? step(null) : lapse(pairing, now, lives) // [P50]
  const decided = lapsed.seal ? lapsed : answerOrDecide(lapsed.next ?? pairing, command, now, lives)
  const next = decided.next ?? lapsed.next
  return { ...decided, next: next && { ...next, version: pairing.version + 1 } }
}

function answerOrDecide(pairing: Pairing, command: Command, now: number, lives: Lifetimes): Step {
  const answered = replyTo(pairing, command)
  if (answered) return step(null, answered.refusal) // [P20]
  const decided = decide(pairing, command, now, lives)
  return { ...decided, next: remember(decided.next, command, decided.refusal) }
}

/** The earlier answer to a command that is sent again. */
export function replyTo({ replies }: Pairing, { id, type }: Command): Reply | null {
  if (id === undefined) return null
  const reply = replies[type]
  return reply?.id === id ? reply : null
}

/** Whether a command reports what SQL has committed. No time limit overrules that. */
export function settles(command: Command): boolean {
  return command.type === 'registered' || command.type === 'prove' || command.type === 'sealed'
}

/** What the time alone does to a pairing. `next` is null if it does nothing. */
export function lapse(pairing: Pairing, now: number, lives: Lifetimes): Step {
  if (isEnded(pairing) || pairing.state === 'done' || now < deadline(pairing, lives)) return step(null)
  // Once the passkey is registered, the page is not needed any more: it can be proven on any of our pages.
  if (pairing.state === 'registered') return { ...step(end(pairing, 'time-ran-out', now)), seal: true }
  const gone = pairing.detachedAt !== null && now >= pairing.detachedAt + lives.resume
  const over = step(end(pairing, gone ? 'page-gone' : 'time-ran-out', now))
  if (pairing.state === 'approved') return { ...over, seal: true }
  const held = pairing.state !== 'open'
  if (held && !gone && now < pairing.openedAt + lives.claimable) {
    return step(reopened(pairing, 'lapsed-claim', null, now))
  }
  return over
}

function decide(pairing: Pairing, command: Command, now: number, lives: Lifetimes): Step {
  if (command.type === 'look') return step(null)
  if (command.type === 'resume') return step({ ...pairing, connection: command.connection, detachedAt: null })
  if (isEnded(pairing)) return refuse(refusalOfEnded(pairing, command)) // [P2]
  switch (command.type) {
    case 'claim':
      return claim(pairing, command, now, lives)
    case 'renew-return-pin':
      return renewReturnPin(pairing, command, now)
    case 'approve':
      return approve(pairing, command, now)
    case 'deny':
      return deny(pairing, command, now)
    case 'bind-name':
      return bindName(pairing, command, now)
    case 'new-code':
      return newCode(pairing, command, now, lives)
    case 'return-pin':
      return matchReturnPin(pairing, command, now, lives)
    case 'set-challenge':
      if (pairing.state !== 'approved') return refuse('not_now') // [P14]
      return step({ ...pairing, challenge: command.challenge })
    case 'spend-challenge':
      if (pairing.state !== 'approved' || pairing.challenge === null) return refuse('not_now') // [P15]
      return step({ ...pairing, challenge: null })
    case 'registration-failed':
      return registrationFailed(pairing, now)
    case 'registered':
      return registered(pairing, command, now)
    case 'prove':
      if (pairing.state === 'done') return step(null)
      if (pairing.state !== 'registered') return refuse('not_now') // [P17]
      return step({ ...pairing, state: 'done', doneAt: now })
    case 'sealed':
      if (pairing.state === 'done') return refuse('not_now') // [P18]
      return step(end(pairing, command.cause, now))
    case 'cancel':
      return cancel(pairing, command, now)
    case 'detach':
      if (pairing.connection !== command.connection) return step(null) // [P21]
      return pairing.detachedAt === null ? step({ ...pairing, detachedAt: now }) : step(null)
    default:
      return command satisfies never
  }
}

/** Why a code does not work here. Null if it works. Nothing more is read for a code that does not. */
export function refusalOfClaim(
  pairing: Pairing,
  { code, claim: { accountId }, browser }: ClaimCommand,
  now: number,
  lives: Lifetimes,
): 'code_invalid' | 'own_page' | null {
  const live =
    'epoch' in code
      ? code.epoch === pairing.epoch
      : pairing.pinHash !== null && code.pinHash === pairing.pinHash && now < pairing.epochAt + lives.pin
  if (!live) return 'code_invalid' // [P3]
  if ('until' in code && now >= code.until) return 'code_invalid' // [P28]
  if (pairing.binding && pairing.binding.accountId !== accountId) return 'code_invalid' // [P4]
  if (!isAtPage(pairing)) return 'code_invalid' // [P1]
  if (pairing.browser === browser) return 'own_page' // [P5]
  return null
}

function claim(pairing: Live, command: ClaimCommand, now: number, lives: Lifetimes): Step {
  const refusal = refusalOfClaim(pairing, command, now, lives)
  if (refusal) return refuse(refusal)
  // If the code works, someone waits at the page.
  const page = pairing as AtPage
  if (page.state !== 'open') return secondClaim(page, command, now)
  const found = command.reasons.reduce(withReason, pairing.reasons)
  const reasons = command.claim.way === 'pin' ? withReason(found, 'pin-way') : found // [P7]
  const held = {
    ...pairing,
    reasons,
    claim: { ...command.claim, at: now },
    viewVersion: pairing.viewVersion + 1,
  }
  if (reasons.length === 0) return step({ ...held, state: 'matched' })
  return step({
    ...held,
    state: 'claimed',
    returnPin: { hash: command.returnPinHash, round: 0, madeAt: now },
  })
}

/** The same code again: by the holder that is a mistake, by another account it is an attack. */
function secondClaim(pairing: Claimed | Matched | Approved, command: ClaimCommand, now: number): Step {
  if (pairing.claim.accountId === command.claim.accountId) return refuse('already_claimed') // [P6]
  const next = end(pairing, 'second-claimant', now)
  return { next, refusal: 'code_invalid', seal: pairing.state === 'approved' }
}

function renewReturnPin(
  pairing: Live,
  command: Extract<Command, { type: 'renew-return-pin' }>,
  now: number,
): Step {
  if (!holds(pairing, command)) return refuse('claim_over') // [P9]
  if (pairing.state !== 'claimed') return refuse('not_now')
  const returnPin = { hash: command.hash, round: pairing.returnPin.round + 1, madeAt: now }
  return step({ ...pairing, returnPin })
}

function matchReturnPin(
  pairing: Live,
  command: Extract<Command, { type: 'return-pin' }>,
  now: number,
  lives: Lifetimes,
): Step {
  if (pairing.state !== 'claimed') return refuse('not_now')
  if (now >= pairing.returnPin.madeAt + lives.returnPin) return refuse('return_pin_expired') // [P11]
  if (pairing.returnPin.hash === command.hash) {
    const { returnPin: _spent, ...held } = pairing
    return step({ ...held, state: 'matched' })
  }
  const wrong = pairing.wrongReturnPins + 1
  const counted = { ...pairing, wrongReturnPins: wrong }
  if (wrong >= TRIES.returnPin) return step(end(counted, 'wrong-return-pins', now), 'return_pin_wrong') // [P10]
  return step(counted, 'return_pin_wrong')
}

function approve(pairing: Live, command: Extract<Command, { type: 'approve' }>, now: number): Step {
  if (!holds(pairing, command)) return refuse('claim_over') // [P9]
  if (pairing.state !== 'matched') return refuse('not_now') // [P12]
  if (pairing.viewVersion !== command.viewVersion) return refuse('view_changed') // [P13]
  const approval = { ...command.approval, at: now }
  return step({ ...pairing, state: 'approved', approval, challenge: null, failedRegistrations: 0 })
}

function deny(pairing: Live, command: Extract<Command, { type: 'deny' }>, now: number): Step {
  if (!holds(pairing, command)) return refuse('claim_over') // [P9]
  if (pairing.state === 'done') return refuse('not_now') // [P18]
  const next = end(pairing, command.report ? 'reported' : 'denied', now)
  return { ...step(next), seal: isSealed(pairing) }
}

function bindName(pairing: Live, command: Extract<Command, { type: 'bind-name' }>, now: number): Step {
  if (pairing.state !== 'open') return refuse('not_now') // [P53]
  const { binding, pinHash } = command
  // This reason was about the earlier name, and the account of the new name must not learn of it. It is looked for
  // again.
  const reasons = pairing.reasons.filter((reason) => reason !== 'same-name') // [L29]
  return step({ ...newEpoch(pairing, pinHash, now), reasons, binding })
}

/**
 * On an open page: new codes. On a claimed one: “That wasn’t me”, which ends the claim and makes the pairing dual. A
 * pairing that is too old to be claimed again ends.
 */
function newCode(
  pairing: Live,
  command: Extract<Command, { type: 'new-code' }>,
  now: number,
  lives: Lifetimes,
): Step {
  if (pairing.state === 'open') return step(newEpoch(pairing, command.pinHash, now))
  if (pairing.state !== 'claimed' && pairing.state !== 'matched') return refuse('not_now') // [P54]
  const next = reopened(pairing, 'not-me', command.pinHash, now)
  if (now >= deadline(next, lives)) return step(end(next, 'time-ran-out', now), 'pairing_over') // [P113]
  return step(next)
}

function registrationFailed(pairing: Live, now: number): Step {
  if (pairing.state !== 'approved') return refuse('not_now')
  const failed = pairing.failedRegistrations + 1
  const burnt = end(pairing, 'registration-failed', now)
  if (failed >= TRIES.registration) return { next: burnt, refusal: 'passkey_refused', seal: true } // [P16]
  return step({ ...pairing, failedRegistrations: failed }, 'passkey_refused')
}

function registered(pairing: Live, command: Extract<Command, { type: 'registered' }>, now: number): Step {
  if (pairing.state === 'registered' && pairing.credentialId === command.credentialId) return step(null)
  if (pairing.state !== 'approved') return refuse('not_now') // [P14]
  const { challenge: _spent, failedRegistrations: _counted, ...kept } = pairing
  return step({ ...kept, state: 'registered', credentialId: command.credentialId, registeredAt: now })
}

function cancel(pairing: Live, command: Extract<Command, { type: 'cancel' }>, now: number): Step {
  if (pairing.state === 'registered' || pairing.state === 'done') return refuse('not_now') // [P51]
  if (command.cause === 'replaced-by-newer' && pairing.state === 'approved') return refuse('not_now') // [P52]
  const next = end(pairing, command.cause, now)
  return { ...step(next), seal: isSealed(pairing) }
}

/** A pairing is held by account, session and claim id together. */
function holds(pairing: Live, claimant: Claimant): pairing is Exclude<Live, Open> {
  return isHolder(claimOf(pairing), claimant)
}

function isHolder(held: Claim | null, { claimId, accountId, sessionId }: Claimant): boolean {
  return held?.id === claimId && held.accountId === accountId && held.sessionId === sessionId
}

/**
 * Only whoever held the pairing is told that it has ended. For anybody else, it is as if there had never been one.
 */
function refusalOfEnded({ claim }: Ended, command: Command): ErrorCode {
  if (command.type === 'claim') return 'code_invalid'
  const isStranger = 'claimId' in command && !isHolder(claim, command)
  return isStranger ? 'claim_over' : 'pairing_over' // [P102]
}

function isSealed(pairing: Live): boolean {
  return pairing.state === 'approved' || pairing.state === 'registered'
}

/**
 * Opens the pairing again after a claim: with new codes, which the old holder does not know, and dual from then on.
 */
function reopened(
  pairing: Open | Claimed | Matched,
  reason: DualReason,
  pinHash: string | null,
  now: number,
): Open {
  const open: Open = { ...base(pairing), state: 'open' }
  return {
    ...newEpoch(open, pinHash, now),
    reasons: withReason(pairing.reasons, reason), // [P19]
    viewVersion: pairing.viewVersion + 1,
  }
}

function newEpoch(pairing: Open, pinHash: string | null, now: number): Open {
  return { ...pairing, epoch: pairing.epoch + 1, epochAt: now, pinHash }
}

function end(pairing: Live, cause: PairingEndCause, now: number): Ended {
  return { ...base(pairing), state: STATE_OF_CAUSE[cause], cause, endedAt: now, claim: claimOf(pairing) }
}

/** The fields that every state has. Those of a single state end with it. */
function base(pairing: Pairing): Base {
  return {
    format: pairing.format,
    id: pairing.id,
    version: pairing.version,
    purpose: pairing.purpose,
    pageKey: pairing.pageKey,
    browser: pairing.browser,
    network: pairing.network,
    wideNetwork: pairing.wideNetwork,
    requester: pairing.requester,
    place: pairing.place,
    keyId: pairing.keyId,
    openedAt: pairing.openedAt,
    epoch: pairing.epoch,
    epochAt: pairing.epochAt,
    binding: pairing.binding,
    pinHash: pairing.pinHash,
    wrongReturnPins: pairing.wrongReturnPins,
    reasons: pairing.reasons,
    viewVersion: pairing.viewVersion,
    connection: pairing.connection,
    detachedAt: pairing.detachedAt,
    replies: pairing.replies,
  }
}

function withReason(reasons: readonly DualReason[], reason: DualReason): readonly DualReason[] {
  return reasons.includes(reason) ? reasons : [...reasons, reason]
}

function remember<Kept extends Pairing>(
  pairing: Kept | null,
  command: Command,
  refusal: ErrorCode | null,
): Kept | null {
  if (!pairing || !command.id) return pairing
  return { ...pairing, replies: { ...pairing.replies, [command.type]: { id: command.id, refusal } } }
}

function step(next: Pairing | null, refusal: ErrorCode | null = null): Step {
  return { next, refusal, seal: false }
}

function refuse(code: ErrorCode): Step {
  return { next: null, refusal: code, seal: false }
}
