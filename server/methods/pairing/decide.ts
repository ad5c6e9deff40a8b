import type { ErrorCode } from '../../../shared/errors.ts'
import type { PairingId } from '../../../shared/ids.ts'
import type { AuditEntry } from '../../audit/audit-entry.ts'
import type { RecoveryFacts } from '../../recovery/recovery.ts'
import type { RecoveryLedger } from '../../recovery/recovery-ledger.ts'
import { keptMs } from './kept-ms.ts'
import type { Lifetimes } from './lifetimes.ts'
import {
  type Approved,
  type Command,
  type Ended,
  holdsUntil,
  isEnded,
  lapse,
  type Pairing,
  type Registered,
  settles,
  transition,
} from './machine.ts'
import { pairingCause } from './pairing-cause.ts'
import type { Loaded, PairingStore, Seen } from './pairing-store.ts'
import type { MarkContention } from './risk/contention.ts'
import type { Tell } from './tell.ts'

/** What a decision came to: the pairing as it is now, and the refusal if there was one. */
export interface Decided {
  readonly pairing: Pairing
  readonly refusal: ErrorCode | null
  /** Milliseconds by the store's clock, at the decision. */
  readonly now: number
  /** True if this decision changed the record. If many find it ended at once, only one of them ended it. */
  readonly changed: boolean
}

/** A command, or a function that makes one from the current record. */
type Deciding = Command | ((pairing: Pairing, now: number) => Command)

interface DecideDeps {
  readonly pairings: Pick<PairingStore, 'load' | 'replace'>
  readonly ledger: Pick<RecoveryLedger, 'end' | 'find'>
  readonly lives: Lifetimes
  readonly markContention: MarkContention
  readonly tell: Tell
}

/**
 * The only way to change a pairing. It decides on the record that was read, or loads it, and writes by
 * compare-and-set. If someone was faster, it loads the record and decides again. Null if there is no such pairing.
 * Throws StoreAway; then nothing has changed.
 */
export type Decide = (of: PairingId | Seen, deciding: Deciding) => Promise<Decided | null>

/** How many rounds a decision may lose before it gives up. Whenever one loses, another one wins. */
const ROUNDS = 400

export function createDecide(deps: DecideDeps): Decide {
  return async (of, deciding) => {
    let { pairing, now }: Loaded = typeof of === 'string' ? await deps.pairings.load(of) : of
    for (let round = 0; round < ROUNDS; round += 1) {
      if (!pairing) return null
      const decided = await decideOn(deps, { pairing, now }, deciding)
      if (decided) return decided
      ;({ pairing, now } = await deps.pairings.load(pairing.id))
    }
    throw new Error(`Pairing ${pairing?.id} was changed by others ${ROUNDS} times in a row.`)
  }
}

/** One round. Null if someone else was faster, or if the time until which it holds is over. */
async function decideOn(
  deps: DecideDeps,
  { pairing, now }: Seen,
  deciding: Deciding,
): Promise<Decided | null> {
  const { lives } = deps
  // The command is made from the record as it is by now, because its epoch says which codes come next.
  const lapsed = lapse(pairing, now, lives).next
  const command = typeof deciding === 'function' ? deciding(lapsed ?? pairing, now) : deciding
  const step = transition(pairing, command, now, lives)
  if (!step.next) return { pairing, refusal: step.refusal, now, changed: false }
  const next = step.seal
    ? await sealed(deps, pairing as Approved | Registered, step.next as Ended, now)
    : step.next
  const overtaken = step.seal && (next !== step.next || lapse(pairing, now, lives).seal)
  // Before the record is written, so that no failure in between leaves contention without its mark.
  await deps.markContention(pairing, next, command)
  const isTimeless = lapsed || step.seal || isEnded(pairing) || pairing.state === 'done' || settles(command)
  const until = isTimeless ? Infinity : holdsUntil(pairing, command, lives)
  const wrote = await deps.pairings.replace(
    next,
    { version: pairing.version, until },
    keptMs(next, now, lives),
  )
  if (wrote) await deps.tell(pairing, next, now)
  return wrote && !overtaken ? { pairing: next, refusal: step.refusal, now, changed: true } : null
}

/**
 * An end after the approval first competes for the pairing's one row in SQL. If a registration came first, the
 * record follows SQL instead, and the command is judged again on that.
 */
async function sealed(
  deps: DecideDeps,
  pairing: Approved | Registered,
  end: Ended,
  now: number,
): Promise<Pairing> {
  const revokes = end.cause === 'denied' || end.cause === 'reported' || pairing.state === 'registered'
  const first = await deps.ledger.end(recoveryFacts(pairing), end.cause, revokes, endAudit(pairing, end))
  if (first.outcome === 'ended') return endInSql(deps, pairing, end, now)
  const settled = transition(
    pairing,
    { type: 'registered', credentialId: first.credentialId },
    now,
    deps.lives,
  )
  const known = settled.next ?? pairing
  const done = first.outcome === 'done' && transition(known, { type: 'prove' }, now, deps.lives).next
  // One write, even if the record was several steps behind.
  return { ...(done || known), version: pairing.version + 1 }
}

/** If two ends come at once, SQL keeps the first, and the record gets the same cause. */
async function endInSql(
  { ledger, lives }: DecideDeps,
  pairing: Approved | Registered,
  end: Ended,
  now: number,
): Promise<Pairing> {
  const row = await ledger.find(pairing.id)
  if (!row?.cause || row.cause === end.cause) return end
  return transition(pairing, { type: 'sealed', cause: pairingCause(row.cause) }, now, lives).next ?? end
}

/** What SQL stores of a pairing that was approved. */
export function recoveryFacts(pairing: Approved | Registered): RecoveryFacts {
  const { claim, approval } = pairing
  return {
    id: pairing.id,
    accountId: claim.accountId,
    method: 'pairing',
    proofs: [
      {
        method: 'pairing',
        at: approval.steppedUpAt,
        approval: { credentialId: approval.credentialId, sessionId: claim.sessionId },
      },
    ],
    retiredId: approval.retire?.credentialId ?? null,
    retireMode: approval.retire?.mode ?? null,
    endOtherSessions: approval.endOtherSessions,
    requester: pairing.requester,
  }
}

function endAudit(pairing: Approved | Registered, end: Ended): AuditEntry {
  const { claim, requester } = pairing
  const about = { accountId: claim.accountId, sessionId: claim.sessionId, recoveryId: pairing.id }
  return {
    ...about,
    action: 'recovery-ended',
    detail: end.cause,
    device: requester.device,
    network: requester.network,
  }
}
