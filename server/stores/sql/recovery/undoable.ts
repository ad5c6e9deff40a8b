import { type Expression, expressionBuilder, type SqlBool } from 'kysely'
import type { AccountId } from '../../../../shared/ids.ts'
import type { Recovery } from '../../../recovery/recovery.ts'
import type { Database, Queries } from '../database.ts'
import type { Tables } from '../tables.ts'
import { toRecovery } from './row.ts'

/** Done, and its time for an undo is not over; or frozen, which stays open to a decision, however late. */
export function isUndoable({ now }: Queries): Expression<SqlBool> {
  const row = expressionBuilder<Tables, 'recoveries'>()
  const inTime = row.and([row('recoveries.state', '=', 'done'), row('recoveries.undo_until', '>', now)])
  return row.or([row('recoveries.state', '=', 'frozen'), inTime])
}

/** See RecoveryLedger. */
export async function listUndoable(database: Database, accountId: AccountId): Promise<readonly Recovery[]> {
  const rows = await database.db
    .selectFrom('recoveries')
    .selectAll()
    .where('account_id', '=', accountId)
    .where(isUndoable(database))
    .orderBy('created_at', 'desc')
    .execute()
  return rows.map(toRecovery)
}
