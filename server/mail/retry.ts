const MINUTE = 60_000
const HOUR = 60 * MINUTE

/** After this time a mail is given up, unless it says something that is over sooner. */
export const GIVE_UP_MS = 72 * HOUR

/** How long a mail waits after so many tries: 1, 2, 4, 8, 16, 32 minutes, and from then on an hour. Milliseconds. */
export function retryAfterMs(tries: number): number {
  return Math.min(HOUR, MINUTE * 2 ** (tries - 1))
}
