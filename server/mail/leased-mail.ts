import type { AccountId } from '../../shared/ids.ts'
import type { Leased } from '../outbox/outbox.ts'
import type { MailContent } from './content.ts'

/** A mail that is this node's to send, until its lease is over. */
export interface LeasedMail extends Leased {
  readonly to: string
  /** Whose account it concerns; null if it concerns none. */
  readonly accountId: AccountId | null
  readonly content: MailContent
}
