import { PAIRING_END_CAUSES } from './pairing.ts'

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

/** Why a recovery ended, by any method. */
export const END_CAUSES = [...PAIRING_END_CAUSES] as const

export type EndCause = (typeof END_CAUSES)[number]
