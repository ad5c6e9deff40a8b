/** How long a node has a row to itself. Longer than any try takes, so that two nodes do not send it at the same time. */
export const LEASE_MS = 2 * 60_000

/** A row of an outbox that is this node's to send, until its lease is over. */
export interface Leased {
  readonly id: string
  /** When it was written, and until when the lease lasts, in milliseconds by the database's clock. */
  readonly at: number
  readonly leasedUntil: number
  /** How many times it was leased, this time included. */
  readonly tries: number
}

/**
 * What is to be sent. Each row was written in the transaction that makes it true. It is sent at least once: if a node
 * ends while it sends one, a node leases it again. Throws StoreAway.
 */
export interface Outbox<Row extends Leased> {
  /** Up to `most` rows that are due, for `leaseMs` milliseconds. Nobody else gets them meanwhile. */
  lease(most: number, leaseMs: number): Promise<readonly Row[]>
  /** It was sent: what it said is deleted. */
  sent(row: Row): Promise<void>
  /** It is due again after `retryMs`, or given up if it would be too late by then. `why` has nothing private in it. */
  putOff(row: Row, retryMs: number, why: string): Promise<'put-off' | 'given-up'>
  /** It ends without being sent. */
  refused(row: Row, why: string): Promise<void>
  /**
   * Gives up those that nobody could send in time, such as while nothing to send them by was set. Returns how many somebody
   * was to get.
   */
  giveUpLate(): Promise<number>
}
