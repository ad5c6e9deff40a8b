/** Recovery contacts, from the request on. */
export interface RecoveryContactsTable {
  readonly id: string
  readonly account_id: string
  /** Null if the request reached nobody. */
  contact_id: string | null
  readonly name: string
  readonly folded_name: string
  readonly named_by: string
  readonly asked_at: number
  /** Until when it can be agreed to; null once it was. */
  expires_at: number | null
  agreed_at: number | null
  /** When it is due to count; null unless it waits. */
  counts_from: number | null
  counts_since: number | null
  /** When it will end, and who asked for that; null unless it is scheduled. */
  ended_by: string | null
  ends_at: number | null
}

/** Accounts that no request reaches. */
export interface ContactRefusersTable {
  readonly account_id: string
}

/** What pages ask contacts for. One row for each page. */
export interface VouchRequestsTable {
  /** A hash of the secret of the link. */
  readonly id: string
  readonly page_key: string
  /** Null if nobody has the name, or a contact said no. */
  account_id: string | null
  readonly device: string
  readonly network: string
  readonly place: string | null
  readonly asked_at: number
  /** Until when a contact can open the link; once one vouched, until when the code can be typed. */
  expires_at: number
  /** The row of the contact who vouched, and with which passkey. Null before. */
  vouched_as: string | null
  vouched_by: string | null
  code_hash: string | null
  tries_left: number
  used_at: number | null
}
