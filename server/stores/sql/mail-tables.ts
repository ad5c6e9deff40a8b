/** E-mail addresses of accounts. */
export interface AddressesTable {
  readonly id: string
  readonly account_id: string
  /** With its domain in lower-case ASCII. */
  readonly address: string
  state: 'unconfirmed' | 'waiting' | 'counts'
  readonly added_by: string
  readonly created_at: number
  code_hash: string | null
  code_until: number | null
  tries_left: number
  /** When it is due to count; null unless it waits. */
  counts_from: number | null
  removed_by: string | null
  leaves_at: number | null
}

/** Links in notices that pause a recovery. */
export interface PauseLinksTable {
  /** A hash of the secret. */
  readonly id: string
  readonly recovery_id: string
  readonly account_id: string
  /** The address that it was mailed to. */
  readonly address_id: string
}

/** The outbox. */
export interface MailsTable {
  readonly id: string
  readonly account_id: string | null
  readonly recipient: string
  /** JSON object. Null once it is over. */
  content: string | null
  state: 'waiting' | 'sent' | 'refused' | 'given-up'
  /** Why the last try failed: a code of SMTP or of the system. */
  why: string | null
  tries: number
  readonly created_at: number
  /** When it may be leased. A lease is a time in the future. */
  due_at: number
  readonly give_up_at: number
}
