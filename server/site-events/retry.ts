const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE

/** How long an event waits after each try that failed. After the last one it is dead. Milliseconds. */
export const WAITS = [
  ...[5 * SECOND, 5 * MINUTE, 30 * MINUTE],
  ...[2 * HOUR, 5 * HOUR, 10 * HOUR, 14 * HOUR, 20 * HOUR, 24 * HOUR],
]

/** So much earlier or later, at random: a receiver that comes back is not asked by all of them at once. */
const JITTER = 0.1

/** After this time an event is dead, however often it was tried. Longer than all waits together. */
export const DEAD_AFTER_MS = 5 * 24 * HOUR

/** How long an event waits after so many tries; null if that was the last. `random` is from 0 to 1. Milliseconds. */
export function retryAfterMs(tries: number, random: number): number | null {
  const wait = WAITS[tries - 1]
  return wait === undefined ? null : Math.round(wait * (1 - JITTER + 2 * JITTER * random))
}
