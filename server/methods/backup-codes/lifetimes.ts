const DAY_MS = 24 * 60 * 60 * 1_000

/** Milliseconds since its first passkey in which what is set up in an account counts at once. */
export const FIRST_DAY_MS = DAY_MS

/** Milliseconds after codes were shown in which the same session may say that they are saved, without a step-up. */
export const SHOWN_MS = 60 * 60 * 1_000

/** Milliseconds before a later change counts: a new set, or switching off. */
export const AGE_MS = 7 * DAY_MS
