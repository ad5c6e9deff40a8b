const MINUTE = 60_000

/** Milliseconds in which a mailed code can be typed, from when it was asked for or when its link showed it. */
export const CODE_MS = 10 * MINUTE

/** Milliseconds in which a mailed link works. Some mail takes longer than the code. */
export const LINK_MS = 30 * MINUTE

/** Milliseconds in which a mail can be known again, so that its reader may ask for one: as long as strangers' points last. */
export const READ_MS = 24 * 60 * MINUTE

/** How many times the code of one mail can be typed. Every try is counted before it is compared. */
export const CODE_TRIES = 5
