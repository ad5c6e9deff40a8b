import type { Selectable } from 'kysely'
import type { Outbox } from '../../../outbox/outbox.ts'
import {
  type EventStore,
  type LeasedEvent,
  MOST_SHOWN,
  type Receiver,
} from '../../../site-events/event-store.ts'
import type { AnyEvent } from '../../../site-events/event-types.ts'
import { DEAD_AFTER_MS } from '../../../site-events/retry.ts'
import { writeAudit } from '../audit.ts'
import type { Database } from '../database.ts'
import type { Tables } from '../tables.ts'
import { writeEvent } from '../write-events.ts'
import { createLeases } from './leases.ts'

/** The outbox of events in SQL. */
export function createEventStore(database: Database): EventStore {
  const { db, now, transact, receiversOf } = database
  const endLate = async () => {
    const rows = await db
      .updateTable('events')
      .set({ state: 'dead' })
      .where('state', '=', 'waiting')
      .where('give_up_at', '<=', now)
      .where('due_at', '<=', now)
      .returning('id')
      .execute()
    return rows.length
  }

  return {
    receiversOf,
    outboxFor: (receiver) => outboxFor(database, receiver, endLate),
    endLate,
    note: (id, event) => writeEvent(database, id, event),
    async dead() {
      const rows = await db
        .selectFrom('events')
        .select(['id', 'type', 'receiver', 'created_at', 'why', 'tries', now.as('now')])
        .where('state', '=', 'dead')
        .orderBy('created_at', 'desc')
        .orderBy('id')
        .limit(MOST_SHOWN)
        .execute()
      const { all } =
        rows.length < MOST_SHOWN
          ? { all: rows.length }
          : await db
              .selectFrom('events')
              .select(({ fn }) => fn.countAll<number>().as('all'))
              .where('state', '=', 'dead')
              .executeTakeFirstOrThrow()
      return {
        all: Number(all),
        newest: rows.map((row) => ({
          id: row.id,
          type: row.type,
          receiver: row.receiver as Receiver,
          agoMs: row.now - row.created_at,
          why: row.why,
          tries: row.tries,
        })),
      }
    },
    replay: (id, audit) =>
      transact(async (tx) => {
        const rows = await tx.db
          .updateTable('events')
          .set((row) => ({
            ...{ state: 'waiting' as const, why: null, tries: 0, due_at: now },
            give_up_at: row(now, '+', DEAD_AFTER_MS),
          }))
          .where('state', '=', 'dead') // [N9]
          .$if(id !== null, (query) => query.where('id', '=', id ?? ''))
          .returning('type')
          .execute()
        const what = id === null ? `all ${rows.length}` : `${rows[0]?.type} ${id}`
        if (rows.length > 0) await writeAudit(tx, { ...audit, detail: what })
        return rows.length
      }),
  }
}

function outboxFor(
  database: Database,
  receiver: Receiver,
  giveUpLate: () => Promise<number>,
): Outbox<LeasedEvent> {
  const leases = createLeases(database, 'events', receiver)
  const end = async (row: LeasedEvent, why: string) => {
    const ended = await leases
      .held(database, row)
      .set({ state: 'dead', why })
      .returning('id')
      .executeTakeFirst()
    return ended !== undefined
  }
  return {
    lease: async (most, leaseMs) => (await leases.lease(most, leaseMs)).flatMap(toLeased),
    sent: leases.sent,
    async putOff(row, retryMs, why) {
      if (await leases.putOff(row, retryMs, why)) return 'put-off'
      return (await end(row, why)) ? 'given-up' : 'put-off'
    },
    async refused(row, why) {
      await end(row, why)
    },
    giveUpLate,
  }
}

/** What it says is missing only if somebody wrote into the table by hand. */
function toLeased(row: Selectable<Tables['events']>): LeasedEvent[] {
  if (row.content === null) return []
  return [
    {
      id: row.id,
      at: row.created_at,
      leasedUntil: row.due_at,
      tries: row.tries,
      receiver: row.receiver as Receiver,
      event: {
        id: row.event_id,
        type: row.type,
        timestamp: new Date(row.created_at).toISOString(),
        data: { accountId: row.account_id, accountName: null, ...JSON.parse(row.content) },
      } as AnyEvent,
    },
  ]
}
