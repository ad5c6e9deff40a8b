import { type Expression, expressionBuilder, type SqlBool } from 'kysely'
import type { AccountId, RecoveryId } from '../../../../shared/ids.ts'
import type { Queries } from '../database.ts'
import type { Tables } from '../tables.ts'
import { isUndoable } from './undoable.ts'

/**
 * What two passkeys of an account have kept frozen though two proofs brought it, so that whoever runs the site decides:
 * as long as it can be undone. They could lift it as soon as they have frozen it, and then nobody would decide.
 */
export function isTied(queries: Queries, accountId: AccountId): Expression<SqlBool> {
  const row = expressionBuilder<Tables, 'recoveries'>()
  return row.and([
    row('recoveries.account_id', '=', accountId),
    row('recoveries.tied', '=', 1), // [R83]
    isUndoable(queries),
  ])
}

/** Notes that there is a tie, for as long as its arrival is there. */
export async function noteTie({ db }: Queries, id: RecoveryId): Promise<void> {
  await db.updateTable('recoveries').set({ tied: 1 }).where('id', '=', id).execute()
}
