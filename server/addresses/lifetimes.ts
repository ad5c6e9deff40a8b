const MINUTE = 60_000
const HOUR = 60 * MINUTE

/** How long the code of an address can be typed. */
export const CODE_MS = 10 * MINUTE

/** How many times a code can be typed. Every try is counted before it is compared. */
export const CODE_TRIES = 5

/** What is set up this soon after the account was made counts at once: nothing older is there to protect. */
export const NEW_ACCOUNT_MS = 24 * HOUR

/** How long a later change waits. Until then what was before counts, and an older passkey can cancel the change. */
export const LATER_MS = 7 * 24 * HOUR
