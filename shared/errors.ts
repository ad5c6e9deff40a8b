/** What is wrong with a typed name, of an account or of a passkey. Each code stands for one rule. */
export const NAME_REFUSALS = [
  'name_empty',
  'name_too_long',
  'name_invisible_characters',
  'name_unusable_characters',
  'name_mixed_scripts',
] as const

export type NameRefusal = (typeof NAME_REFUSALS)[number]

/**
 * Every refusal that crosses the wire, over HTTP and sockets. The list is closed: pages have one sentence and one
 * next step for each. Strangers get `code_invalid` for every code that does not work, whatever the reason. Only the
 * owner of a thing is told the reason.
 */
export const ERROR_CODES = [
  // Anyone
  'bad_request',
  'not_found',
  'origin_refused',
  'rate_limited',
  'locked',
  'store_away',
  'server_full',
  'server_restarting',
  'protocol_version',
  'internal',
  // Accounts, sessions, passkeys
  'not_signed_in',
  ...NAME_REFUSALS,
  'name_taken',
  'sign_up_closed',
  'invite_invalid',
  'ceremony_expired',
  'passkey_refused',
  'attestation_unasked',
  'passkey_unknown',
  'passkey_suspended',
  'passkey_known_already',
  'step_up_refused',
  'on_probation',
  'last_passkey',
  'too_new',
  'too_many_passkeys',
  'too_many_scheduled',
  'not_undoable',
  // Admins
  'not_admin',
  'step_up_due',
  // Requesting page
  'signature_invalid',
  'pairing_over',
  'not_now',
  'name_required',
  'return_pin_wrong',
  'return_pin_expired',
  // Approving device
  'code_invalid',
  'own_page',
  'already_claimed',
  'no_usable_passkey',
  'claim_over',
  'view_changed',
  'retire_refused',
] as const

export type ErrorCode = (typeof ERROR_CODES)[number]

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
