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
export const END_CAUSES = [
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

export type EndCause = (typeof END_CAUSES)[number]
