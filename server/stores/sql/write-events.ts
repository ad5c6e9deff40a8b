import { randomBytes } from 'node:crypto'
import type { AuditEntry } from '../../audit/audit-entry.ts'
import type { ReceiversOf } from '../../site-events/event-store.ts'
import { eventsOf, type NewEvent } from '../../site-events/events-of.ts'
import { DEAD_AFTER_MS } from '../../site-events/retry.ts'
import type { Queries } from './database.ts'

/** Whether anybody is to be told of such an entry. */
export function isTold({ receiversOf }: { readonly receiversOf: ReceiversOf }, entry: AuditEntry): boolean {
  return eventsOf(entry).some(({ type }) => receiversOf(type).length > 0)
}

/** Writes the events of these entries, in the transaction of the change that they are about. */
export async function writeEvents(queries: Queries, entries: readonly AuditEntry[]): Promise<void> {
  for (const event of entries.flatMap(eventsOf))
    await writeEvent(queries, `evt_${randomBytes(16).toString('base64url')}`, event)
}

/** Writes one event, once for each id and receiver. It is due at once. */
export async function writeEvent(
  { db, now, receiversOf }: Queries,
  eventId: string,
  { type, accountId, says }: NewEvent,
): Promise<void> {
  const receivers = receiversOf(type)
  if (receivers.length === 0) return // [N2]
  await db
    .insertInto('events')
    .values((row) =>
      receivers.map((receiver) => ({
        id: `${eventId} ${receiver}`,
        event_id: eventId,
        receiver,
        type,
        account_id: accountId,
        content: JSON.stringify(says),
        state: 'waiting' as const,
        tries: 0,
        created_at: now,
        due_at: now,
        give_up_at: row(now, '+', DEAD_AFTER_MS),
      })),
    )
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute()
}
