/** Everything is logged, so that a test can look for what must not be there. */
export const LOGGED = { LOG_LEVEL: 'info' }
