import type { AccountId, SessionId } from '../../../../shared/ids.ts'
import type { AccountTable } from '../account-table.ts'
import { BATCH } from '../batch.ts'
import { leaveOwners } from '../contacts/agree.ts'
import type { Queries } from '../database.ts'
import { TABLES_OF_ACCOUNT } from '../held-rows.ts'
import type { Tables } from '../tables.ts'
import { eraseAbout, eraseAudit } from './erase-audit.ts'

/** What is left of these is treated apart. */
const APART: readonly (keyof Tables)[] = ['sessions', 'audit', 'mails', 'events', 'account_deletions']

/** Milliseconds after which nothing lands any more that found the account before it was gone. */
const LANDED_MS = 60_000

/**
 * Deletes everything that is held about an account, and ends its sessions. What the audit says of it stays without
 * saying whose it is: which action, and when. Mails and events that wait are still sent. The row of its deletion stays
 * until eraseLeft has finished. Returns the sessions that ended.
 */
export async function eraseAccount(
  tx: Queries,
  table: AccountTable,
  accountId: AccountId,
): Promise<readonly SessionId[]> {
  const ids = await eraseRows(tx, accountId)
  await eraseAudit(tx, accountId)
  await table.remove(tx, accountId)
  await tx.db
    .updateTable('account_deletions')
    .set((row) => ({ erased: 1, due_at: row(tx.now, '+', LANDED_MS) }))
    .where('account_id', '=', accountId)
    .execute()
  return ids
}

/** Accounts that are gone, of which something may be left. */
export async function erasedAccounts({ db, now }: Queries): Promise<readonly AccountId[]> {
  const rows = await db
    .selectFrom('account_deletions')
    .select('account_id')
    .where('erased', '=', 1)
    .where('due_at', '<=', now) // [A162]
    .execute()
  return rows.map(({ account_id }) => account_id as AccountId)
}

/**
 * Erases the next batch of what the audit says of an account that is gone. With the last one goes whatever landed after
 * it: who opens a case, for example, doesn't hold the account. Returns the entries.
 */
export async function eraseLeft(tx: Queries, accountId: AccountId): Promise<readonly unknown[]> {
  const entries = await eraseAudit(tx, accountId)
  if (entries.length < BATCH) {
    await eraseRows(tx, accountId) // [A162]
    await tx.db.deleteFrom('account_deletions').where('account_id', '=', accountId).execute()
  }
  return entries
}

async function eraseRows(tx: Queries, accountId: AccountId): Promise<readonly SessionId[]> {
  const { db } = tx
  const sessions = await db
    .deleteFrom('sessions')
    .where('account_id', '=', accountId)
    .returning('id')
    .execute()
  const ids = sessions.map(({ id }) => id as SessionId)
  if (ids.length > 0) {
    await db.deleteFrom('open_consoles').where('session_id', 'in', ids).execute()
    await db.deleteFrom('challenges').where('session_id', 'in', ids).execute()
  }
  const recoveries = db.selectFrom('recoveries').select('id').where('account_id', '=', accountId)
  await db.deleteFrom('recovery_waits').where('recovery_id', 'in', recoveries).execute()
  const sets = db.selectFrom('backup_code_sets').select('id').where('account_id', '=', accountId)
  await db.deleteFrom('backup_codes').where('set_id', 'in', sets).execute()
  await db.deleteFrom('challenges').where('account_id', '=', accountId).execute()
  // Named as one of them for its types: all of them have the column.
  for (const name of TABLES_OF_ACCOUNT.filter((one) => !APART.includes(one))) {
    await db
      .deleteFrom(name as 'addresses')
      .where('account_id', '=', accountId)
      .execute()
  }
  await leaveCases(tx, accountId)
  await leaveOwners(tx, accountId)
  await db.deleteFrom('mails').where('account_id', '=', accountId).where('state', '!=', 'waiting').execute()
  await db.updateTable('mails').set({ account_id: null }).where('account_id', '=', accountId).execute()
  await db.deleteFrom('events').where('account_id', '=', accountId).where('state', '!=', 'waiting').execute()
  await db.updateTable('events').set({ of_erased: 1 }).where('account_id', '=', accountId).execute()
  await eraseAbout(tx, accountId) // [A160]
  return ids
}

/** A case in which the account vouched for somebody else needs another supporter. */
async function leaveCases({ db }: Queries, accountId: AccountId): Promise<void> {
  for (const who of ['checked_by', 'confirmed_by', 'ended_by'] as const) {
    await db
      .updateTable('cases')
      .set({ state: 'closed', code_hash: null })
      .where(who, '=', accountId)
      .where('state', 'in', ['checked', 'confirmed'])
      .execute()
    await db
      .updateTable('cases')
      .set({ [who]: null })
      .where(who, '=', accountId)
      .execute()
  }
}
