// What the pairing adds to the lists that are the same for all recovery methods.

/** Its refusals, each with its HTTP status. */
export const PAIRING_ERRORS = {
  // Requesting page
  pairing_over: 410,
  name_required: 409,
  return_pin_wrong: 403,
  return_pin_expired: 410,
  // Approving device
  own_page: 409,
  already_claimed: 409,
  no_usable_passkey: 403,
  claim_over: 410,
  view_changed: 409,
  retire_refused: 409,
} as const

export type PairingError = keyof typeof PAIRING_ERRORS

/** Its actions in the audit, each with its rows in the security news. */
export const PAIRING_ACTIONS = {
  'pairing-claimed': null,
  'pairing-second-claimant': 1,
  'pairing-approved': 5,
  'pairing-denied': null,
  'pairing-reported': 3,
  'pairing-code-reused': 1,
  'pairing-locked': 1,
} as const

export type PairingAction = keyof typeof PAIRING_ACTIONS

/** Why a pairing ended. The page and the approving device show it in words. */
export const PAIRING_END_CAUSES = [
  'denied',
  'reported',
  'cancelled',
  'not-my-account',
  'replaced-by-newer',
  'time-ran-out',
  'page-gone',
  'second-claimant',
  'locked',
  'wrong-return-pins',
  'registration-failed',
  'session-ended',
] as const

export type PairingEndCause = (typeof PAIRING_END_CAUSES)[number]
