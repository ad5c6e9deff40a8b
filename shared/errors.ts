import { ASSISTED_ERRORS } from './assisted.ts'
import { BACKUP_CODE_ERRORS } from './backup-codes.ts'
import { CONTACT_ERRORS } from './contacts.ts'
import { EMAIL_ERRORS } from './email-recovery.ts'
import { PAIRING_ERRORS } from './pairing.ts'

/**
 * What is wrong with a typed name, of an account or of a passkey, with its HTTP status. Each code stands for one rule.
 */
export const NAME_REFUSALS = {
  name_empty: 400,
  name_too_long: 400,
  name_invisible_characters: 400,
  name_unusable_characters: 400,
  name_mixed_scripts: 400,
} as const

export type NameRefusal = keyof typeof NAME_REFUSALS

/**
 * Every refusal that crosses the wire, over HTTP and sockets, with its HTTP status. The list is closed: pages have one
 * sentence and one next step for each. Strangers get `code_invalid` for every code that does not work, whatever the
 * reason. Only the owner of a thing is told the reason.
 */
export const ERROR_STATUS = {
  // Anyone
  bad_request: 400,
  not_found: 404,
  origin_refused: 403,
  rate_limited: 429,
  locked: 423,
  store_away: 503,
  server_full: 503,
  server_restarting: 503,
  protocol_version: 400,
  internal: 500,
  // Accounts, sessions, passkeys
  not_signed_in: 401,
  ...NAME_REFUSALS,
  name_taken: 409,
  renamed_lately: 409,
  sign_up_closed: 403,
  invite_invalid: 403,
  ceremony_expired: 410,
  passkey_refused: 403,
  attestation_unasked: 403,
  passkey_unknown: 404,
  passkey_suspended: 403,
  passkey_paused: 403,
  passkey_tied: 403,
  passkey_known_already: 409,
  step_up_refused: 403,
  on_probation: 403,
  last_passkey: 409,
  too_new: 403,
  too_many_passkeys: 409,
  too_many_scheduled: 409,
  retirement_waits: 409,
  not_undoable: 409,
  outweighed: 403,
  // E-mail addresses
  mail_off: 409,
  address_invalid: 400,
  address_known: 409,
  address_taken: 409,
  too_many_addresses: 409,
  // Admins
  not_admin: 403,
  step_up_due: 403,
  // Recoveries
  signature_invalid: 403,
  not_now: 409,
  code_invalid: 404,
  other_account: 409,
  ...PAIRING_ERRORS,
  ...BACKUP_CODE_ERRORS,
  ...EMAIL_ERRORS,
  ...ASSISTED_ERRORS,
  ...CONTACT_ERRORS,
} as const

export type ErrorCode = keyof typeof ERROR_STATUS

export interface WireError {
  readonly code: ErrorCode
  /** Milliseconds until it is worth trying again. */
  readonly retryAfterMs?: number
}

/** The one acknowledgement shape of every socket command. */
export type Ack<Body extends object = object> = ({ readonly ok: true } & Body) | Refused

export interface Refused {
  readonly ok: false
  readonly error: WireError
}
