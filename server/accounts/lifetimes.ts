/** How long a renaming can be taken back, and how long a deletion waits. Milliseconds. */
export const ACCOUNT_CHANGE_MS = 7 * 24 * 60 * 60_000
