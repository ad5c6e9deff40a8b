import { randomBytes } from 'node:crypto'
import type { AccountId, CredentialId, SessionId } from '../../../../../shared/ids.ts'
import type { RetireChoice } from '../../../../../shared/recovery.ts'
import type { Credential } from '../../../../passkeys/credential.ts'
import { LIFTED_MS, RETIRE_MS } from '../../../../recovery/lifetimes.ts'
import { type RecoveryLevel, retiresAfterMs } from '../../../../recovery/policy.ts'
import { isSlow, type Recovery } from '../../../../recovery/recovery.ts'
import { entryOf, find } from '../../acts/actor.ts'
import { endApproved, endUnproven, newHalt } from '../../acts/halt.ts'
import { writeAudit } from '../../audit.ts'
import type { Queries } from '../../database.ts'
import { toRecovery } from '../row.ts'
import { undoUntil } from '../undoable.ts'
import { calledBy } from './called.ts'
import { undoByProofs } from './undo-by-proofs.ts'

/**
 * Schedules that those passkeys are retired which the person called lost or stolen, in the name of the new one. So it
 * is dropped if the new one is stopped. A stolen one that came after what was proven was set up is undone now: it was
 * never theirs. It stays called out as well: an older passkey of a thief could give it back. Returns the sessions that
 * ended. The account is held.
 */
export async function scheduleRetiring(
  tx: Queries,
  held: readonly Credential[],
  recovery: Recovery,
  level: RecoveryLevel,
): Promise<readonly SessionId[]> {
  const { id: recoveryId, accountId, credentialId: by } = recovery
  if (!isSlow(recovery.method) || !by) return []
  const ended: SessionId[] = []
  const said = await calledBy(tx, recoveryId)
  const retires = recovery.outweighs ? await withBrought(tx, recovery, said) : said
  const all = new Set(retires.map((one) => one.credentialId))
  for (const { credentialId, mode } of retires) {
    const called = find(held, credentialId)
    // One that is stopped is called out as well: otherwise it comes back, and nothing holds it any more.
    if (!called || called.status === 'removed' || called.id === by) continue // [R28]
    const undone = mode === 'stolen' ? await undoByProofs(tx, held, { recovery, level, all }, called) : null // [R60]
    ended.push(...(undone ?? []))
    await tx.db
      .insertInto('scheduled_changes')
      .values((row) => ({
        ...{ id: randomBytes(16).toString('base64url'), account_id: accountId, credential_id: called.id },
        ...{ scheduled_by: by, mode, made_at: tx.now },
        due_at: row(tx.now, '+', retiresAfterMs(recovery.proofs)), // [R19]
      }))
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    if (mode === 'stolen') await keepStoppable(tx, called)
    if (undone) continue
    const about = { accountId, trace: { recoveryId } }
    await writeAudit(
      tx,
      entryOf(about, 'passkey-scheduled', called.id, recovery.outweighs ? `${mode}-by-two` : mode),
    )
  }
  return ended
}

/**
 * Ends what stolen ones have approved that is not proven yet, also if they are not proven themselves: it could be proven
 * later, and then be older than the new passkey. What they brought in since the recovery began is called stolen too, since
 * its person may not have seen it. Returns all that are called lost or stolen and are still there.
 */
async function withBrought(
  tx: Queries,
  { id: recoveryId, accountId, createdAt }: Recovery,
  said: readonly RetireChoice[],
): Promise<readonly RetireChoice[]> {
  const all = [...said]
  const gone = new Set<CredentialId | null>()
  // It grows while it is gone through.
  for (const { credentialId, mode } of all) {
    if (mode !== 'stolen') continue
    const about = { accountId, trace: { recoveryId } }
    const ended = [
      ...(await endApproved(tx, accountId, credentialId)), // [R80]
      ...(await endOwn(tx, accountId, credentialId)), // [R80]
    ]
    await endUnproven(tx, about, ended, newHalt())
    for (const one of ended) gone.add(one.credentialId)
    const brought = await broughtSince(tx, accountId, credentialId, createdAt)
    const others = brought.filter((one) => !all.some((known) => known.credentialId === one))
    all.push(...others.map((one) => ({ credentialId: one, mode: 'stolen' as const }))) // [R81]
  }
  return all.filter((one) => !gone.has(one.credentialId))
}

async function endOwn({ db }: Queries, accountId: AccountId, id: CredentialId): Promise<readonly Recovery[]> {
  const rows = await db
    .updateTable('recoveries')
    .set({ state: 'ended', cause: 'denied' })
    .where('account_id', '=', accountId)
    .where('credential_id', '=', id)
    .where('state', '=', 'registered')
    .returningAll()
    .execute()
  return rows.map(toRecovery)
}

async function broughtSince(
  { db }: Queries,
  accountId: AccountId,
  by: CredentialId,
  since: number,
): Promise<readonly CredentialId[]> {
  const rows = await db
    .selectFrom('recoveries')
    .select('credential_id as id')
    .where('account_id', '=', accountId)
    .where('approved_by', '=', by)
    .where('created_at', '>', since)
    .where('credential_id', 'is not', null)
    .execute()
  return rows.map(({ id }) => id as CredentialId)
}

/** What a stolen one brought in lately can still be stopped when it retires. */
async function keepStoppable({ db, now }: Queries, { id }: Credential): Promise<void> {
  await db
    .updateTable('recoveries')
    .set((row) => ({ undo_until: row(now, '+', RETIRE_MS + LIFTED_MS) }))
    .where('approved_by', '=', id)
    .where('state', '=', 'done')
    .where('undo_until', '>', now) // [R30]
    .execute()
}

/**
 * Schedules once more, when a tie is lifted, what the tie dropped, for the time from which the new passkey can't be
 * undone any more. Until then, those that two proofs called lost or stolen are called out again, also one that was set
 * aside meanwhile: it could come back. What the stolen ones brought in meanwhile stops with them, however long the tie
 * was. The account is held.
 */
export async function scheduleAnew(
  tx: Queries,
  held: readonly Credential[],
  { id: recoveryId, accountId, credentialId }: Recovery,
): Promise<void> {
  const caller = find(held, credentialId)
  if (!caller) return
  const due = undoUntil(tx.db, recoveryId)
  const stolen: CredentialId[] = []
  for (const { credentialId, mode } of await calledBy(tx, recoveryId)) {
    const called = find(held, credentialId)
    if (!called || called.status === 'removed' || called.id === caller.id) continue
    await tx.db
      .insertInto('scheduled_changes')
      .values({
        ...{ id: randomBytes(16).toString('base64url'), account_id: accountId, credential_id: called.id },
        ...{ scheduled_by: caller.id, mode, made_at: tx.now, due_at: due },
      })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    if (mode === 'stolen') stolen.push(called.id)
    const about = { accountId, trace: { recoveryId } }
    await writeAudit(tx, entryOf(about, 'passkey-scheduled', called.id, `${mode}-by-two`))
  }
  await keepAllStoppable(tx, caller, stolen, due) // [R82]
}

/** What these have brought in since the new one came, and what came of that, can be stopped when they retire. */
async function keepAllStoppable(
  { db }: Queries,
  { accountId, createdAt }: Credential,
  stolen: readonly CredentialId[],
  due: ReturnType<typeof undoUntil>,
): Promise<void> {
  const since = await db
    .selectFrom('recoveries')
    .select(['id', 'approved_by', 'credential_id'])
    .where('account_id', '=', accountId)
    .where('state', '=', 'done')
    .where('approved_by', 'is not', null)
    .where('created_at', '>', createdAt)
    .orderBy('created_at')
    .execute()
  const brought = new Set<string | null>(stolen)
  const kept: string[] = []
  for (const { id, approved_by, credential_id } of since) {
    if (!brought.has(approved_by)) continue
    brought.add(credential_id)
    kept.push(id)
  }
  if (kept.length === 0) return
  await db
    .updateTable('recoveries')
    .set((row) => ({ undo_until: row(due, '+', LIFTED_MS) }))
    .where('id', 'in', kept)
    .where('undo_until', '<', (row) => row(due, '+', LIFTED_MS))
    .execute()
}
