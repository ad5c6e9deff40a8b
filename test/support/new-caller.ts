import type { Caller } from '../../server/throttle/turns.ts'

/** Somebody who stays on a connection of their own. */
export function newCaller(): Caller {
  return { connection: {}, isGone: () => false }
}
