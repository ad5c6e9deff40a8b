const DAY = 24 * 60 * 60_000

/** Milliseconds in which supporters can help with a case. */
export const CASE_MS = 7 * DAY

/** Milliseconds in which the code of a case can be typed. */
export const CASE_CODE_MS = DAY

/** How many times each code of a case can be typed. Every try is counted before it is compared. */
export const CASE_TRIES = 5

/** How many cases of one name that no supporter has looked into are in the queue. All others are found by their number. */
export const MOST_QUEUED_CASES = 5

/**
 * Milliseconds in which one supporter ends what came of the cases of an account once. Whoever opens another case and is
 * vouched for again is through by then: a week for the case, one for the hold, one more for the second case, and one for
 * the undo.
 */
export const END_AGAIN_MS = 30 * DAY

/**
 * Milliseconds after which a supporter counts: from the first passkey of their account, from getting the role, and from
 * a recovery of their account. As long as a recovery can be undone.
 */
export const SUPPORTER_MS = 7 * DAY
