import type { Kysely, Selectable } from 'kysely'
import type { Leased } from '../../../outbox/outbox.ts'
import type { Database, Queries } from '../database.ts'
import type { Tables } from '../tables.ts'

/** What the tables of both outboxes have in common. */
interface OutboxColumns {
  readonly id: string
  readonly account_id: string | null
  /** Only of events. */
  readonly receiver: string
  content: string | null
  state: string
  why: string | null
  tries: number
  due_at: number
  give_up_at: number
}

type Outboxes = Pick<Tables, 'mails' | 'events'>

/** Leases the rows of an outbox to one node at a time. `receiver`: only the events for this one. */
export function createLeases<Table extends keyof Outboxes>(
  database: Database,
  table: Table,
  receiver: string | null,
) {
  const { now } = database
  const over = ({ db }: Queries) => db as unknown as Kysely<Record<keyof Outboxes, OutboxColumns>>

  /** Only the node that has the lease decides: another one may have sent it since. */
  const held = (queries: Queries, { id, leasedUntil }: Leased) =>
    over(queries)
      .updateTable(table as keyof Outboxes)
      .where('id', '=', id)
      .where('state', '=', 'waiting')
      .where('due_at', '=', leasedUntil) // [M9]

  return {
    held,
    async lease(most: number, leaseMs: number): Promise<readonly Selectable<Outboxes[Table]>[]> {
      const due = over(database)
        .selectFrom(table as keyof Outboxes)
        .select('id')
        .where('state', '=', 'waiting')
        .where('due_at', '<=', now)
        .where('give_up_at', '>', now)
        .$if(receiver !== null, (query) => query.where('receiver', '=', receiver ?? ''))
        // A code that is good for minutes must not wait behind a flood of notices, which can be sent for days.
        .orderBy('give_up_at') // [M44]
        .orderBy('id')
        .limit(most)
      // Nearly always there is none: a look is cheaper than a write, which SQLite has one of at a time.
      const ids = (await due.execute()).map(({ id }) => id)
      if (ids.length === 0) return []
      const rows = await over(database)
        .updateTable(table as keyof Outboxes)
        .set((row) => ({ due_at: row(now, '+', leaseMs), tries: row('tries', '+', 1) }))
        .where('id', 'in', ids)
        .where('state', '=', 'waiting')
        .where('due_at', '<=', now) // [M8]
        .returningAll()
        .execute()
      return rows as unknown as readonly Selectable<Outboxes[Table]>[]
    },
    async sent(row: Leased): Promise<void> {
      await held(database, row).set({ state: 'sent', why: null, content: null }).execute() // [M10]
    },
    /** False if it would be too late by then, or if another node has it. */
    async putOff(row: Leased, retryMs: number, why: string): Promise<boolean> {
      const again = await held(database, row)
        .set((each) => ({ due_at: each(now, '+', retryMs), why }))
        .where('give_up_at', '>', (each) => each(now, '+', retryMs)) // [M11]
        .returning('id')
        .executeTakeFirst()
      return again !== undefined
    },
  }
}
