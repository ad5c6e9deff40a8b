import type { EventStore } from '../site-events/event-store.ts'
import type { AlarmSpan } from './alarm-log.ts'

/** An alarm that began longer ago is told no more: it was, or nobody was to be told then. Milliseconds. */
const NEW_FOR_MS = 60 * 60_000

/**
 * Writes an event for each alarm that began. Every node does, for the same id, so one that ends between the two stores
 * loses none; the event is written once.
 */
export function tellOfAlarms(
  events: Pick<EventStore, 'note'>,
): (spans: readonly AlarmSpan[]) => Promise<void> {
  let told = new Set<string>()
  return async (spans) => {
    const fresh = spans.filter(({ beganAgoMs }) => beganAgoMs < NEW_FOR_MS)
    for (const { id, kind, most } of fresh.filter((span) => !told.has(span.id)))
      await events.note(`evt_alarm-${id}`, {
        type: 'alarm.raised',
        accountId: null,
        says: { kind, figure: most },
      })
    told = new Set(fresh.map(({ id }) => id))
  }
}
