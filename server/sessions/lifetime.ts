/**
 * A session ends this long after its sign-in, whether it is used or not. Milliseconds. There is no idle limit, on
 * purpose: a tablet in a drawer that is still signed in after three weeks is the device that lets its owner back in.
 * A session alone cannot change anything lasting, because everything that matters needs a new step-up.
 */
export const SESSION_MS = 30 * 24 * 60 * 60_000
