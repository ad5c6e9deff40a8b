/** How long a page keeps a sign-in or sign-up challenge that it fetched ahead (the server: 5 minutes). */
export const CEREMONY_LIVES_MS = 4 * 60_000
/** How long a page keeps a step-up challenge that it fetched ahead (the server: 60 seconds). */
export const STEP_UP_LIVES_MS = 40_000
