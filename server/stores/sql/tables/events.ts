import type { Generated } from 'kysely'

/** The outbox of events: a row for each receiver that is to be told. */
export interface EventsTable {
  /** The event and its receiver. */
  readonly id: string
  readonly event_id: string
  readonly receiver: string
  readonly type: string
  readonly account_id: string | null
  /** JSON object. Null once it was taken. */
  content: string | null
  state: 'waiting' | 'sent' | 'dead'
  /** Why the last try failed: a status of HTTP, or a word of ours. */
  why: string | null
  tries: number
  readonly created_at: number
  /** When it may be leased. A lease is a time in the future. */
  due_at: number
  give_up_at: number
  /** 1 if its account is gone: then it is not kept once nobody tries it any more. */
  of_erased: Generated<number>
}
