import type { AnyEvent } from './event-types.ts'

/** What became of a try. `why` is a status of HTTP, or a word of ours. `refused`: the receiver wants no more tries. */
export type Delivery =
  | { readonly outcome: 'taken' }
  | { readonly outcome: 'failed' | 'refused'; readonly why: string }

/** Hands an event to its receiver. Never throws, and takes half a minute at most. */
export type Deliver = (event: AnyEvent) => Promise<Delivery>

/** How long a receiver may take. Milliseconds. */
export const LONGEST_MS = 15_000
