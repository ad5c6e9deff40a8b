/**
 * Why a pairing asks for the return PIN ("PINs on both devices"). A pairing carries a list of these from
 * the first day, so that a new reason is a new word and no migration.
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

/** Why a pairing ended. Shown in words to the page and to the claimant. */
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
