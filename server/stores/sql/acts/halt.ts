import type { AccountId, CredentialId, SessionId } from '../../../../shared/ids.ts'
import type { Credential } from '../../../passkeys/credential.ts'
import type { Doing } from '../../../passkeys/passkey-acts.ts'
import { DECIDE_MS } from '../../../recovery/lifetimes.ts'
import type { Recovery } from '../../../recovery/recovery.ts'
import { dropDeletionBy } from '../account-changes/deletion.ts'
import { dropAddressChanges } from '../addresses/remove.ts'
import { writeAudit } from '../audit.ts'
import { dropSetsOf } from '../backup-codes/stopped.ts'
import { dropContactChanges } from '../contacts/end.ts'
import { moveCredential } from '../credential-rows.ts'
import type { Queries } from '../database.ts'
import { dropTurns } from '../method-switch/turn.ts'
import { toRecovery } from '../recovery/row.ts'
import { isStoppable } from '../recovery/undoable.ts'
import { entryOf } from './actor.ts'
import { dropScheduledBy } from './schedule.ts'

/** What has been stopped so far along the chain. */
export interface Halt {
  readonly arrivals: Recovery[]
  readonly sessions: SessionId[]
  scheduled: number
}

/** Nothing was stopped yet. */
export function newHalt(): Halt {
  return { arrivals: [], sessions: [], scheduled: 0 }
}

/**
 * Stops the passkey of an arrival whose row was just moved to `frozen`, and all that came from it. A passkey that was
 * suspended meanwhile stays suspended: if it were frozen, it could be lifted.
 */
export async function haltArrival(tx: Queries, doing: Doing, arrival: Recovery, halt: Halt): Promise<void> {
  halt.arrivals.push(arrival)
  await writeAudit(tx, {
    ...entryOf(doing, 'recovery-frozen', arrival.credentialId),
    recoveryId: arrival.id,
  })
  if (!arrival.credentialId) return
  await moveCredential(tx, arrival.accountId, arrival.credentialId, ['active'], 'frozen')
  await dropSetsOf(tx, doing, arrival.credentialId)
  await haltDoings(tx, doing, arrival.credentialId, halt)
}

/**
 * Stops the passkey of an arrival whose row was just moved to `frozen` for a pause, and its sessions. What came from it
 * goes on, since it will too.
 */
export async function pauseArrival(tx: Queries, doing: Doing, arrival: Recovery, halt: Halt): Promise<void> {
  const { id: recoveryId, accountId, credentialId } = arrival
  if (!credentialId) return
  halt.arrivals.push(arrival)
  await writeAudit(tx, { ...entryOf(doing, 'recovery-paused', credentialId), recoveryId })
  await moveCredential(tx, accountId, credentialId, ['active'], 'frozen')
  halt.sessions.push(...(await endSessionsBegunBy(tx, credentialId)))
}

/**
 * Ends the sessions of a passkey that was stopped, drops what it scheduled, and stops what it approved or
 * added, and so on along the chain. What is unproven ends. What can be undone is frozen, and each gets its own
 * decision. The account is held and the passkey is stopped already, so it can do nothing more after this.
 */
export async function haltDoings(
  tx: Queries,
  doing: Doing,
  id: CredentialId,
  halt: Halt,
  except: SessionId | null = null,
): Promise<void> {
  halt.sessions.push(...(await endSessionsBegunBy(tx, id, except)))
  halt.scheduled += await dropScheduledBy(tx, doing, id)
  halt.scheduled += await dropAddressChanges(tx, doing, (by) => by === id) // [M33]
  halt.scheduled += await dropTurns(tx, doing, (by) => by === id) // [E27]
  halt.scheduled += await dropDeletionBy(tx, doing, (by) => by === id) // [A143]
  halt.scheduled += await dropContactChanges(tx, doing, (by) => by === id) // [F11]
  await endUnproven(tx, doing, await endApproved(tx, doing.accountId, id), halt)
  // After the unproven ones: one that was proven meanwhile is now among these.
  for (const approved of await freezeApproved(tx, doing, id)) {
    await haltArrival(tx, doing, approved, halt)
  }
}

/** Ends the sessions that a passkey began. Runs after it was stopped, so that a sign-in at that moment is seen too. */
export async function endSessionsBegunBy(
  { db }: Queries,
  id: CredentialId,
  except: SessionId | null = null,
): Promise<SessionId[]> {
  let query = db.deleteFrom('sessions').where('credential_id', '=', id)
  if (except) query = query.where('id', '!=', except)
  const rows = await query.returning('id').execute()
  return rows.map((row) => row.id as SessionId)
}

/** Removes the passkeys of arrivals that were just moved to `ended` before they were proven. */
export async function endUnproven(
  tx: Queries,
  doing: Pick<Doing, 'accountId' | 'trace'>,
  ended: readonly Recovery[],
  halt: Halt,
): Promise<void> {
  for (const arrival of ended) {
    const { accountId, credentialId, id: recoveryId, cause } = arrival
    if (!credentialId) continue
    await moveCredential(tx, accountId, credentialId, ['unproven'], 'removed')
    await writeAudit(tx, {
      ...entryOf(doing, 'recovery-ended', credentialId, cause ?? undefined),
      recoveryId,
    })
    halt.arrivals.push(arrival)
  }
}

/** Moves the recoveries to `ended` that a passkey approved and whose own passkey is not proven. */
export async function endApproved(
  { db }: Queries,
  accountId: AccountId,
  id: CredentialId,
): Promise<Recovery[]> {
  const rows = await db
    .updateTable('recoveries')
    .set({ state: 'ended', cause: 'session-ended' })
    .where('account_id', '=', accountId)
    .where('approved_by', '=', id)
    .where('state', '=', 'registered')
    .returningAll()
    .execute()
  return rows.map(toRecovery)
}

/** Freezes none that is older than the passkey that stops it: the older one could then not even object. */
async function freezeApproved(tx: Queries, { accountId, by }: Doing, id: CredentialId): Promise<Recovery[]> {
  const { db, now } = tx
  const actor = db.selectFrom('credentials').select('created_at').where('id', '=', by)
  const rows = await db
    .updateTable('recoveries')
    .set((row) => ({ state: 'frozen', frozen_by: by, decide_until: row(now, '+', DECIDE_MS) }))
    .where('account_id', '=', accountId)
    .where('approved_by', '=', id)
    .where(isStoppable(tx, by))
    .where('created_at', '>', actor) // [S161]
    .returningAll()
    .execute()
  return rows.map(toRecovery)
}

/** Takes over what younger passkeys have frozen already. Otherwise they could lift it, because they were faster. */
export async function answerForFrozen({ db }: Queries, own: Credential): Promise<void> {
  const younger = db
    .selectFrom('credentials')
    .select('id')
    .where('account_id', '=', own.accountId)
    .where('created_at', '>', own.createdAt)
  await db
    .updateTable('recoveries')
    .set({ frozen_by: own.id })
    .where('account_id', '=', own.accountId)
    .where('state', '=', 'frozen')
    .where('created_at', '>', own.createdAt)
    .where('frozen_by', 'in', younger)
    .execute()
}
