const DAY_MS = 24 * 60 * 60 * 1_000

/** From the registration of a passkey to the sign-in that proves it. */
export const PROOF_MS = DAY_MS

/** Of a passkey that a second device approved: until then it signs in and does nothing else. */
export const PROBATION_MS = DAY_MS

/** How long an arrival can be undone, and how long what is removed can come back. */
export const UNDO_MS = 7 * DAY_MS

/** What is lifted can be undone for so long at least. */
export const LIFTED_MS = DAY_MS
