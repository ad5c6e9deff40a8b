import { type Expression, expressionBuilder, type SqlBool } from 'kysely'
import type { CredentialId, RecoveryId } from '../../../../shared/ids.ts'
import { LIFTED_MS } from '../../../recovery/lifetimes.ts'
import type { Queries } from '../database.ts'
import type { Tables } from '../tables.ts'

/** Done, and its time for an undo is not over; or frozen, which waits for a decision. */
export function isUndoable({ now }: Queries): Expression<SqlBool> {
  const row = expressionBuilder<Tables, 'recoveries'>()
  return row.or([row('recoveries.state', '=', 'frozen'), isInTime({ now })])
}

function isInTime({ now }: Pick<Queries, 'now'>): Expression<SqlBool> {
  const row = expressionBuilder<Tables, 'recoveries'>()
  return row.and([row('recoveries.state', '=', 'done'), row('recoveries.undo_until', '>', now)])
}

/**
 * What an older passkey stops: done, and its time for an undo is not over; or undone by a passkey younger than
 * `by`, which could restore it later, when nobody looks any more.
 */
export function isStoppable({ db, now }: Queries, by: CredentialId): Expression<SqlBool> {
  const row = expressionBuilder<Tables, 'recoveries'>()
  const actor = db.selectFrom('credentials').select('created_at').where('id', '=', by)
  const parked = row
    .selectFrom('credentials as parked')
    .innerJoin('credentials as doer', 'doer.id', 'parked.suspended_by')
    .select('parked.id')
    .whereRef('parked.id', '=', 'recoveries.credential_id')
    .where('parked.status', '=', 'suspended')
    .where('doer.created_at', '>', actor)
  return row.or([
    isInTime({ now }),
    row.and([row('recoveries.state', '=', 'undone'), row.exists(parked)]), // [S170]
  ])
}

/** Until when a recovery can be undone, for a statement. */
export const undoUntil = (db: Queries['db'], id: RecoveryId) =>
  db
    .selectFrom('recoveries')
    .select((row) => row.fn.coalesce('undo_until', row.lit(0)).as('until'))
    .where('id', '=', id)

/** Without this, an arrival that was frozen or undone for long would be mature as soon as it is lifted or restored. */
export async function keepUndoable({ db, now }: Queries, id: RecoveryId): Promise<void> {
  await db
    .updateTable('recoveries')
    .set((row) => ({ undo_until: row(now, '+', LIFTED_MS) }))
    .where('id', '=', id)
    .where('undo_until', '<', (row) => row(now, '+', LIFTED_MS))
    .execute()
  await db
    .updateTable('scheduled_changes')
    .set({ due_at: undoUntil(db, id) })
    .where('scheduled_by', 'in', db.selectFrom('recoveries').select('credential_id').where('id', '=', id))
    .where('due_at', '<', undoUntil(db, id)) // [R29]
    .execute()
}
