const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

/** Milliseconds in which a request to be a contact can be agreed to. */
export const ASKED_MS = 7 * DAY

/** Milliseconds from the agreement until a contact counts, and from when an owner ends that until it is over. */
export const AGE_MS = 7 * DAY

/** How many open requests reach one account. More of them stay unanswered. */
export const MOST_REQUESTS = 10

/** Milliseconds in which a contact can open the link of a page and vouch. */
export const LINK_MS = 30 * MINUTE

/** Milliseconds in which the code can be typed that the contact reads out. */
export const CODE_MS = 10 * MINUTE

/** How many times that code can be typed. Every try is counted before it is compared. */
export const CODE_TRIES = 5
