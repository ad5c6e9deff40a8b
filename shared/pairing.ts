import { RECOVERY_END_CAUSES } from './recovery.ts'

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
export const PAIRING_AUDIT_ACTIONS = {
  'pairing-claimed': null,
  'pairing-second-claimant': 1,
  'pairing-approved': 5,
  'pairing-denied': null,
  'pairing-reported': 3,
  'pairing-code-reused': 1,
  'pairing-locked': 1,
} as const

export type PairingAuditAction = keyof typeof PAIRING_AUDIT_ACTIONS

/**
 * Why a pairing asks for the return PIN ("PINs on both devices"). A pairing has a list of these from the start, so
 * that a new reason needs no migration.
 */
export const DUAL_REASONS = [
  'setting',
  'pin-way',
  'not-me',
  'lapsed-claim',
  'second-claimant',
  'same-network',
  'same-name',
  'busy-network',
  'place-mismatch',
  'reported-network',
  'two-pages',
  'new-store',
] as const

export type DualReason = (typeof DUAL_REASONS)[number]

/** Why a pairing ended. The page and the approving device show it in words. */
export const PAIRING_END_CAUSES = [
  ...RECOVERY_END_CAUSES,
  'reported',
  'cancelled',
  'not-my-account',
  'page-gone',
  'second-claimant',
  'locked',
  'wrong-return-pins',
  'registration-failed',
] as const

export type PairingEndCause = (typeof PAIRING_END_CAUSES)[number]
