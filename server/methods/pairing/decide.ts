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
import type { Loaded, PairingStore, Seen } from './pairing-store.ts'
import type { MarkContention } from './risk/contention.ts'
import type { Tell } from './tell.ts'

export interface Decided {
  readonly pairing: Pairing
  readonly refusal: ErrorCode | null
  /** The store's clock at the decision. */
  readonly now: number
  /** This very decision changed the record; of many at once that find it ended, one has ended it. */
  readonly changed: boolean
}

/** A command, or how to make one from the record as it stands. */
type Deciding = Command | ((pairing: Pairing, now: number) => Command)

interface DecideDeps {
  readonly pairings: Pick<PairingStore, 'load' | 'replace'>
  readonly ledger: Pick<RecoveryLedger, 'end' | 'find'>
  readonly lives: Lifetimes
  readonly markContention: MarkContention
  readonly tell: Tell
}

/**
 * The one way that a pairing changes: decide on the record as it was seen, or load it, then compare-and-set, and again
 * when someone was faster. Null when there is no such pairing. Throws StoreAway, and then nothing has changed.
 */
export type Decide = (of: PairingId | Seen, deciding: Deciding) => Promise<Decided | null>

/** Rounds that a decision may lose before it gives up; each lost round means that another one won. */
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

/** One round; null when someone or time was faster. */
async function decideOn(
  deps: DecideDeps,
  { pairing, now }: Seen,
  deciding: Deciding,
): Promise<Decided | null> {
  const { lives } = deps
  // Made from what time has made of the record by now: its epoch says which codes are next.
  const lapsed = lapse(pairing, now, lives).next
  const command = typeof deciding === 'function' ? deciding(lapsed ?? pairing, now) : deciding
  const step = transition(pairing, command, now, lives)
  if (!step.next) return { pairing, refusal: step.refusal, now, changed: false }
  const next = step.seal
    ? await sealed(deps, pairing as Approved | Registered, step.next as Ended, now)
    : step.next
  const overtaken = step.seal && (next !== step.next || lapse(pairing, now, lives).seal)
  // Before the record, so that no failure or kill in between leaves contention without its mark.
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
 * An end after approval first competes for the pairing's one row in SQL. When a registration was there
 * before it, the record follows SQL instead, and the command is judged again on what really happened.
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
  // However many steps it fell behind, it is one write.
  return { ...(done || known), version: pairing.version + 1 }
}

/** Of two ends at once, SQL keeps the first, and the record says the same. */
async function endInSql(
  { ledger, lives }: DecideDeps,
  pairing: Approved | Registered,
  end: Ended,
  now: number,
): Promise<Pairing> {
  const row = await ledger.find(pairing.id)
  if (!row?.cause || row.cause === end.cause) return end
  return transition(pairing, { type: 'sealed', cause: row.cause }, now, lives).next ?? end
}

/** What SQL keeps of a pairing that was approved. */
export function recoveryFacts(pairing: Approved | Registered): RecoveryFacts {
  const { claim, approval } = pairing
  return {
    id: pairing.id,
    accountId: claim.accountId,
    method: 'pairing',
    purpose: pairing.purpose,
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
