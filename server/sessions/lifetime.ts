/**
 * A session ends this long after its sign-in, whatever happens in between. Milliseconds.
 *
 * There is no idle limit on purpose. The tablet in the drawer, still signed in after three weeks, is the
 * device that brings its owner back; and a session alone can do nothing lasting, for everything that matters
 * asks for a fresh step-up.
 */
export const SESSION_MS = 30 * 24 * 60 * 60_000
