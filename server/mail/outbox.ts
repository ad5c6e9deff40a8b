import type { AccountId } from '../../shared/ids.ts'
import type { MailContent } from './content.ts'

/** A mail that is this node's to send, until its lease is over. */
export interface LeasedMail {
  readonly id: string
  readonly to: string
  /** Whose account it concerns; null if it concerns none. */
  readonly accountId: AccountId | null
  readonly content: MailContent
  /** When it was written, and until when the lease lasts, in milliseconds by the database's clock. */
  readonly at: number
  readonly leasedUntil: number
  /** How many times it was leased, this time included. */
  readonly tries: number
}

/**
 * The mails that are to be sent. Each was written in the transaction that makes it true. A mail is sent at least once: if
 * a node ends while it sends one, a node leases it again. Throws StoreAway.
 */
export interface Outbox {
  /** Up to `most` mails that are due, for `leaseMs` milliseconds. Nobody else gets them meanwhile. */
  lease(most: number, leaseMs: number): Promise<readonly LeasedMail[]>
  /** It was sent: what it said is deleted. */
  sent(mail: LeasedMail): Promise<void>
  /** It is due again after `retryMs`, or given up if it would be too late by then. */
  putOff(mail: LeasedMail, retryMs: number, why: string): Promise<'put-off' | 'given-up'>
  /** Its recipient will never take it: it ends, and what it said is deleted. `why` has no address in it. */
  refused(mail: LeasedMail, why: string): Promise<void>
  /** Gives up those that nobody could send in time, such as while no mail server was set. Returns how many. */
  giveUpLate(): Promise<number>
}
