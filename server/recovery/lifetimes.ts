const DAY_MS = 24 * 60 * 60 * 1_000

/** Milliseconds from the registration of a passkey to the sign-in that proves it. */
export const UNPROVEN_MS = DAY_MS

/**
 * Milliseconds of probation after a recovery. Until it is over, the new passkey signs in and does
 * nothing else.
 */
export const PROBATION_MS = DAY_MS

/** The same if no passkey of the account approved the recovery: its owner has longer to see it. */
export const UNAPPROVED_PROBATION_MS = 3 * DAY_MS

/** Milliseconds in which an arrival can be undone, and in which a removed passkey can be restored. */
export const UNDO_MS = 7 * DAY_MS

/** Milliseconds in which an arrival can be undone after a freeze was lifted, at least. */
export const LIFTED_MS = DAY_MS
