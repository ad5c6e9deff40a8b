import type { Expression, ExpressionBuilder, SqlBool } from 'kysely'
import { DEAD_KEPT_MS, MOST_KEPT, TAKEN_KEPT_MS } from '../../site-events/event-store.ts'
import type { Queries } from './database.ts'
import type { Tables } from './tables.ts'

type Which = (row: ExpressionBuilder<Tables, 'events'>) => Expression<SqlBool>

/**
 * Deletes up to `most` events: those that were taken and those that are dead, each after a time, or at once if they are
 * dead and their account is gone; and the oldest of more than are kept at all, so that a receiver that is away for long
 * doesn't fill the database.
 */
export async function forgetEvents(tx: Queries, most: number): Promise<readonly unknown[]> {
  const { now } = tx
  const older = (state: 'sent' | 'dead', ms: number): Which => {
    return (row) => row.and([row('state', '=', state), row('created_at', '<=', row(now, '-', ms))])
  }
  return [
    ...(await deleteOldest(tx, most, older('sent', TAKEN_KEPT_MS))),
    ...(await deleteOldest(tx, most, older('dead', DEAD_KEPT_MS))),
    ...(await deleteOldest(tx, most, isDeadOfErased)), // [A161]
    ...(await deleteOldest(tx, most, await beyond(tx, 'waiting'))),
    ...(await deleteOldest(tx, most, await beyond(tx, 'dead'))),
  ]
}

/** What nobody took, of an account that is gone: it has the account's id, and nobody is to send it again. */
const isDeadOfErased: Which = (row) => row.and([row('of_erased', '=', 1), row('state', '=', 'dead')])

/** Those that are older than the newest `MOST_KEPT` of a state. */
async function beyond({ db }: Queries, state: 'waiting' | 'dead'): Promise<Which> {
  const oldestKept = await db
    .selectFrom('events')
    .select('created_at')
    .where('state', '=', state)
    .orderBy('created_at', 'desc')
    .offset(MOST_KEPT)
    .limit(1)
    .executeTakeFirst()
  return (row) => row.and([row('state', '=', state), row('created_at', '<=', oldestKept?.created_at ?? -1)]) // [N8]
}

async function deleteOldest({ db }: Queries, most: number, which: Which): Promise<readonly unknown[]> {
  return db
    .deleteFrom('events')
    .where('id', 'in', (query) =>
      query.selectFrom('events').select('id').where(which).orderBy('created_at').limit(most),
    )
    .returning('id')
    .execute()
}
