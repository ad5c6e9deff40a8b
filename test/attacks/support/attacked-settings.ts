/** Everything is logged, so that a test can look for what must not be there. */
export const LOGGED = { LOG_LEVEL: 'info' }

/** The smallest numbers of places that a deployment may choose. */
export const SMALL = {
  LIMITS: 'live-per-deployment=2000,live-reserved=500',
}

/** Contention locks. */
export const LOCKING = { ON_CONTENTION: 'lock' }
