import type { CredentialId, SessionId } from '../../../../../shared/ids.ts'
import type { Credential } from '../../../../passkeys/credential.ts'
import { UNDO_MS } from '../../../../recovery/lifetimes.ts'
import { type RecoveryLevel, undoesBefore } from '../../../../recovery/policy.ts'
import type { Recovery } from '../../../../recovery/recovery.ts'
import { circumstancesOf } from '../../../../recovery/slow/standing.ts'
import { entryOf, find } from '../../acts/actor.ts'
import { haltDoings, newHalt } from '../../acts/halt.ts'
import { giveBack } from '../../acts/restore.ts'
import { setAsideUndone } from '../../acts/set-aside.ts'
import { writeAudit } from '../../audit.ts'
import { dropSetsOf } from '../../backup-codes/stopped.ts'
import type { Queries } from '../../database.ts'
import { retireNothing } from '../retired.ts'
import { moveRecovery, toRecovery } from '../row.ts'
import { isUndoable } from '../undoable.ts'
import { findSlow } from './row.ts'

/** The recovery whose person calls passkeys lost or stolen. */
interface Calling {
  readonly recovery: Recovery
  readonly level: RecoveryLevel
  /** All that they call so. */
  readonly all: ReadonlySet<CredentialId>
}

/**
 * Undoes what brought a passkey into the account, if this recovery's proofs are older and would be enough without
 * whatever is younger. Then what it retired comes back, and what it made and scheduled goes. Returns the sessions that
 * ended; null if it can't be undone by these proofs. The account is held, and the passkey of this recovery just signed in.
 */
export async function undoByProofs(
  tx: Queries,
  held: readonly Credential[],
  { recovery: { id, accountId, credentialId: by }, level, all }: Calling,
  called: Credential,
): Promise<readonly SessionId[] | null> {
  const found = await findSlow(tx, id)
  const arrival = await doneArrivalOf(tx, called)
  if (!found || !arrival || !by) return null
  if (!undoesBefore(circumstancesOf({ ...found, passkeys: held }, level), arrival)) return null // [R59]
  const doing = { accountId, by, trace: { recoveryId: id } }
  await moveRecovery(tx, accountId, arrival.id, 'done', 'undone')
  // As if it had done that itself: one that a younger passkey set aside could take it back by stopping changes.
  await setAsideUndone(tx, held, { on: called.id, by: called.id, leavesMs: UNDO_MS }) // [R62]
  await dropSetsOf(tx, doing, called.id)
  const halt = newHalt()
  await haltDoings(tx, doing, called.id, halt)
  const retired = find(held, arrival.retiredId)
  const isWanted = retired !== null && !all.has(retired.id) // [R78]
  if (isWanted && retired.status === 'suspended') await giveBack(tx, doing, retired, 'undo') // [R61]
  await retireNothing(tx, arrival.id)
  await writeAudit(tx, { ...entryOf(doing, 'recovery-undone', called.id), recoveryId: arrival.id })
  return halt.sessions
}

/** How it came, as long as that can be undone. One that is frozen waits for another decision. */
async function doneArrivalOf(tx: Queries, { recoveryId }: Credential): Promise<Recovery | null> {
  if (recoveryId === null) return null
  const row = await tx.db
    .selectFrom('recoveries')
    .selectAll()
    .where('id', '=', recoveryId)
    .where('state', '=', 'done')
    .where(isUndoable(tx)) // [R60]
    .executeTakeFirst()
  return row ? toRecovery(row) : null
}
