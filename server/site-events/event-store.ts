import type { DeadEvents } from '../../shared/dead-events.ts'
import type { AuditEntry } from '../audit/audit-entry.ts'
import type { Leased, Outbox } from '../outbox/outbox.ts'
import type { AnyEvent, EventType } from './event-types.ts'
import type { NewEvent } from './events-of.ts'

/** Who is told of events: the site's own code, or its webhook. */
export const RECEIVERS = ['callback', 'webhook'] as const

export type Receiver = (typeof RECEIVERS)[number]

/** Who is to be told of a type. A row is written for each of them, and none at all where nobody is. */
export type ReceiversOf = (type: EventType) => readonly Receiver[]

/** An event for one receiver that is this node's to hand over, until its lease is over. */
export interface LeasedEvent extends Leased {
  readonly receiver: Receiver
  /** As it is sent, but for the name of its account. */
  readonly event: AnyEvent
}

/** How many that could not be handed over are shown on the console. */
export const MOST_SHOWN = 50

/** How long one that was taken is remembered, so that it is not written again. Milliseconds. */
export const TAKEN_KEPT_MS = 24 * 60 * 60_000
/** How long a dead one can be sent again. Milliseconds. */
export const DEAD_KEPT_MS = 30 * 24 * 60 * 60_000
/** Of those that wait, and of those that are dead, the newest so many are kept. */
export const MOST_KEPT = 50_000

/** The outbox of events. Throws StoreAway. */
export interface EventStore {
  readonly receiversOf: ReceiversOf
  outboxFor(receiver: Receiver): Outbox<LeasedEvent>
  /** Writes an event of what is in no SQL, once for each `id`. */
  note(id: string, event: NewEvent): Promise<void>
  /** Those that nobody took and that are tried no more, newest first, and how many there are. */
  dead(): Promise<DeadEvents>
  /** Lets a dead one be tried anew, or all of them (null). Returns how many; with none, nothing is written. */
  replay(id: string | null, audit: AuditEntry): Promise<number>
  /** Ends those that nobody tried in time, as when their receiver is not set any more. Returns how many. */
  endLate(): Promise<number>
}
