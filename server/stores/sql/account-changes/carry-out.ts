import { type Expression, expressionBuilder, type SqlBool } from 'kysely'
import type { AccountId } from '../../../../shared/ids.ts'
import { SLOW_METHODS } from '../../../../shared/recovery.ts'
import type { Deleted } from '../../../accounts/account-changes.ts'
import { ACCOUNT_CHANGE_MS, STOPPED_MS } from '../../../accounts/lifetimes.ts'
import { mayStillDelete } from '../../../passkeys/authority.ts'
import type { AccountTable } from '../account-table.ts'
import { find } from '../acts/actor.ts'
import { writeAudit } from '../audit.ts'
import type { Database, Queries } from '../database.ts'
import { holdAccount } from '../hold-account.ts'
import { type Failed, oneByOne } from '../one-by-one.ts'
import { UNDER_WAY } from '../recovery/slow/row.ts'
import { isUndoable } from '../recovery/undoable.ts'
import type { Tables } from '../tables.ts'
import { dropDeletion } from './deletion.ts'
import { eraseAccount } from './erase.ts'
import { forgetName } from './rename.ts'

/** See AccountChanges. Each account has its own transaction, so that several nodes can do this at once. */
export async function carryOut(
  database: Database,
  table: AccountTable,
  failed: Failed,
): Promise<readonly Deleted[]> {
  const deleted: Deleted[] = []
  const work = async (accountId: AccountId) => {
    const one = await database.transact((tx) => carryOutFor(tx, table, accountId))
    if (one) deleted.push(one)
  }
  await oneByOne(await accountsWithDue(database), work, failed)
  return deleted
}

async function accountsWithDue({ db, now }: Database): Promise<ReadonlySet<AccountId>> {
  const kept = await db
    .selectFrom('former_names')
    .select('account_id')
    .where('kept_until', '<=', now)
    .execute()
  const leaving = await db
    .selectFrom('account_deletions')
    .select('account_id')
    .where('due_at', '<=', now)
    .execute()
  return new Set([...kept, ...leaving].map(({ account_id }) => account_id as AccountId))
}

/** Judged again, as things are now: a deletion dies with the passkey that asked for it. */
async function carryOutFor(tx: Queries, table: AccountTable, accountId: AccountId): Promise<Deleted | null> {
  const held = await holdAccount(tx, accountId)
  if (await isInDoubt(tx, accountId)) return null // [A144]
  const { db, now } = tx
  const isOver = await db
    .selectFrom('former_names')
    .select('account_id')
    .where('account_id', '=', accountId)
    .where('kept_until', '<=', now)
    .executeTakeFirst()
  if (isOver) await forgetName(tx, accountId)
  const due = await db
    .selectFrom('account_deletions')
    .select('asked_by')
    .where('account_id', '=', accountId)
    .where('due_at', '<=', now)
    .where('erased', '=', 0) // [A157]
    .executeTakeFirst()
  if (!due) return null
  const asker = find(held, due.asked_by as Parameters<typeof find>[1])
  if (!asker || !mayStillDelete(asker)) {
    await dropDeletion(tx, { accountId, trace: {} }, 'not-due') // [A143]
    return null
  }
  // Before it is gone, so that its addresses are told.
  await writeAudit(tx, { action: 'account-deleted', accountId })
  return { accountId, endedSessions: await eraseAccount(tx, table, accountId) }
}

/**
 * Whether somebody is getting back in without a passkey of the account, or has lately, or was stopped lately: then it is
 * not clear yet whose it is. Who is back may be on probation, and what they called stolen retires only when nothing can be
 * undone any more. Who was stopped needs time for another way.
 */
async function isInDoubt(tx: Queries, accountId: AccountId): Promise<boolean> {
  const row = await tx.db
    .selectFrom('recoveries')
    .select('id')
    .where('account_id', '=', accountId)
    .where('method', 'in', SLOW_METHODS)
    .where((one) =>
      one.or([isUndoable(tx), one('state', 'in', UNDER_WAY), wasDoneLately(tx), wasStopped(tx)]),
    )
    .executeTakeFirst()
  return row !== undefined
}

function wasDoneLately({ now }: Queries): Expression<SqlBool> {
  const row = expressionBuilder<Tables, 'recoveries'>()
  return row.and([row('state', '=', 'done'), row('undo_until', '>', row(now, '-', ACCOUNT_CHANGE_MS))]) // [A149]
}

function wasStopped({ now }: Queries): Expression<SqlBool> {
  const row = expressionBuilder<Tables, 'recoveries'>()
  const causes = ['denied', 'support-ended', 'operator-ended'] as const
  const bySomebody = row.or([row('state', '=', 'undone'), row('cause', 'in', causes)])
  return row.and([bySomebody, row('created_at', '>', row(now, '-', STOPPED_MS))]) // [A150]
}
