import type { SlowMethodId } from '../../../shared/recovery.ts'
import { IDLE_MS } from '../lifetimes.ts'
import { isByLink, methodOf, type Pause, verdictOn } from '../policy.ts'
import type { OPEN_STATES } from '../recovery.ts'
import { isCoveredBy } from './covering.ts'
import { disputedSince } from './disputes.ts'
import type { Spent } from './given-proof.ts'
import { isOpen, type Proving, type SlowProof, type SlowRecovery, type Surrounded } from './slow-ledger.ts'
import { circumstancesOf } from './standing.ts'

/** What a proof makes of the recoveries of its account that are under way. */
interface AfterProof extends Surrounded {
  readonly isNew: boolean
  /** They end, because all that they rest on was proven again on this page. */
  readonly moved: readonly SlowRecovery[]
}

/** What surrounds a proof. */
interface Before extends Omit<Surrounded, 'recovery'> {
  /** Those of the account that are under way. */
  readonly underWay: readonly SlowRecovery[]
}

/**
 * Adds a proof to the recovery of its page, or begins one. No two recoveries of an account rest on the same: the page
 * that proved it last has the recovery. One with more methods finds a place beside any other.
 */
export function afterProof(proving: Proving, spent: Spent, { underWay, ...around }: Before): AfterProof {
  const { pageKey, level } = proving
  const from = methodOf(spent.method)
  const open = underWay.filter(isOpen)
  const own = open.find(
    (one) => one.pageKey === pageKey, // [R45]
  )
  const proof: SlowProof = { ...spent, from, at: around.now, approval: null }
  const proofs = withProof(own?.proofs ?? [], proof)
  const moved = open.filter((other) => other !== own && isCoveredBy(other, proofs, around, level)) // [R46]
  const pauses = pausesOf([
    ...(own ? [own] : []),
    ...moved, // [R47]
  ])
  const first = own ?? begun(proving, from, around.now)
  // No passkey that was made since the first of them began is older.
  const times = [
    first.createdAt,
    ...moved.map(({ createdAt }) => createdAt), // [R46]
  ]
  const began = { ...first, createdAt: Math.min(...times) }
  const written = writtenAs({ ...around, recovery: { ...began, proofs, pauses } }, level)
  return { ...written, moved, isNew: own === undefined }
}

/** Whether a proof would take its page away from a recovery of another account, which only that page can go on with. */
export function leavesBehind(kept: SlowRecovery, { given }: Pick<Proving, 'given'>): boolean {
  return isOpen(kept) && kept.accountId !== given.accountId
}

/**
 * Of those that say the same the first, which a hold is counted from, and the last, which may be the one after it. What
 * says something else is kept: a link of the operator, another address, contact or case, or evidence of another age. Of the
 * others by one method, only so many.
 */
function withProof(before: readonly SlowProof[], proof: SlowProof): readonly SlowProof[] {
  const [, ...again] = before.filter((one) => saysTheSame(one, proof))
  const kept = before.filter((one) => !again.includes(one))
  const [, ...later] = kept.filter(({ from, method }) => from === proof.from && !isByLink({ method }))
  const over = later.slice(0, Math.max(0, later.length + 2 - MOST_OF_ONE_METHOD)) // [R92]
  return [...kept.filter((one) => !over.includes(one)), proof]
}

const MOST_OF_ONE_METHOD = 12

function saysTheSame(one: SlowProof, other: SlowProof): boolean {
  return (
    one.caseId === other.caseId && // [R92]
    one.addressId === other.addressId && // [R92]
    one.agreementId === other.agreementId && // [R94]
    one.since === other.since && // [R92]
    one.method === other.method
  )
}

function begun(
  { given, pageKey, requester, recoveryId }: Proving,
  method: SlowMethodId,
  now: number,
): SlowRecovery {
  return {
    ...{ id: recoveryId, accountId: given.accountId, method, pageKey, requester },
    ...{ proofs: [], pauses: [], state: 'collecting', cause: null, credentialId: null },
    ...{ createdAt: now, endsAt: now },
    ...{ retiredId: null, retireMode: null, endOtherSessions: false },
    ...{
      doneAt: null,
      undoUntil: null,
      frozenBy: null,
      frozenUntil: null,
      decideUntil: null,
      outweighs: false,
      tieBefore: null,
    },
  }
}

/** The last pause by each. */
function pausesOf(recoveries: readonly SlowRecovery[]): readonly Pause[] {
  const all = recoveries.flatMap(({ pauses }) => pauses).sort((one, other) => other.at - one.at)
  return all.filter(({ by }, index) => all.findIndex((pause) => pause.by === by) === index)
}

/** A recovery that is paused now. */
export function afterPause(
  surrounded: Surrounded,
  by: Omit<Pause, 'at'>,
  level: Proving['level'],
): Surrounded {
  const { recovery, now } = surrounded
  const paused = { ...recovery, pauses: [...recovery.pauses, { ...by, at: now }] }
  const since = [surrounded.disputedSince ?? [], disputedSince([paused]) ?? []].flat()
  const around = { ...surrounded, disputedSince: since.length > 0 ? Math.min(...since) : null }
  return writtenAs({ ...around, recovery: paused }, level)
}

/** With its state by the policy, and time to come back after the longest hold that it may get. */
function writtenAs(surrounded: Surrounded, level: Proving['level']): Surrounded {
  const { recovery, now } = surrounded
  const circumstances = circumstancesOf(surrounded, level)
  const longest = verdictOn({ ...circumstances, passkeyUsedAt: now })
  const idleFrom = longest.is === 'wait' ? longest.until : now // [R53]
  const state = openState(verdictOn(circumstances).is)
  return { ...surrounded, recovery: { ...recovery, state, endsAt: idleFrom + IDLE_MS } }
}

function openState(is: ReturnType<typeof verdictOn>['is']): (typeof OPEN_STATES)[number] {
  if (is === 'enough') return 'approved'
  return is === 'wait' || is === 'prove-again' ? 'on-hold' : 'collecting'
}
