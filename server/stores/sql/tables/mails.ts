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
  /** Since when it counts; null as long as it doesn't. */
  counts_since: number | null
  removed_by: string | null
  leaves_at: number | null
}

/** Whether a method is a way back into an account, for those that need no setting up. No row: it is. */
export interface MethodSwitchesTable {
  readonly account_id: string
  readonly method: string
  is_on: number
  /** When it was switched on after it had been off; null if it never was. */
  on_since: number | null
  /** When it will be turned, and who asked for that; null unless that is scheduled. */
  due_at: number | null
  asked_by: string | null
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

/** What a page had mailed, to prove that somebody reads the mailbox of an account. One row for each page. */
export interface MailedCodesTable {
  /** A hash of the secret of the link. */
  readonly id: string
  readonly page_key: string
  /** Null if the address is nobody's. */
  readonly account_id: string | null
  readonly address_id: string | null
  readonly code_hash: string
  readonly asked_at: number
  code_until: number
  /** Until when the link works. */
  readonly expires_at: number
  tries_left: number
  used_at: number | null
  readonly device: string
  readonly network: string
  readonly place: string | null
}

/** The outbox. */
export interface MailsTable {
  readonly id: string
  account_id: string | null
  readonly recipient: string
  /** JSON object. Null once it is over. */
  content: string | null
  /** A hash of the secret of its link, if that leads to the code of a recovery. It stays, so that the mail can be known again. */
  readonly link_hash: string | null
  state: 'waiting' | 'sent' | 'refused' | 'given-up'
  /** Why the last try failed: a code of SMTP or of the system. */
  why: string | null
  tries: number
  readonly created_at: number
  /** When it may be leased. A lease is a time in the future. */
  due_at: number
  readonly give_up_at: number
}
