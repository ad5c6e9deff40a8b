/** How long a renaming can be taken back, and how long a deletion waits. Milliseconds. */
export const ACCOUNT_CHANGE_MS = 7 * 24 * 60 * 60_000

/**
 * How long a recovery counts, from its beginning, that a passkey has stopped. Milliseconds. One can wait for three weeks
 * before it is stopped, and its person needs a week to find another way.
 */
export const STOPPED_MS = 4 * ACCOUNT_CHANGE_MS
