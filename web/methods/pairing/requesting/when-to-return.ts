import type { PageError } from '../../../wire/page-error.ts'

const TRY_AGAIN_MS = 5_000
const WAITING_HELPS = new Set([
  'store_away',
  'server_full',
  'server_restarting',
  'rate_limited',
  'locked',
  'internal',
])
/** So that all who were turned away at once do not come back at once. */
const SPREAD_MS = 3_000
/** Where neighbours use up what there is in a minute, who comes late at its beginning comes in vain. */
const BUSY_SPREAD_MS = 150
/** A lock may be released before its time. */
const LOOK_AGAIN_MS = 5 * 60_000

/**
 * Whether a page that was turned away comes back by itself. The end of a lock is waited for by the person:
 * two pages that came back at the same moment, as they were locked, would lock each other again.
 */
export function waitingHelps({ code, retryAfterMs = 0 }: PageError): boolean {
  return WAITING_HELPS.has(code) && !(code === 'locked' && retryAfterMs <= LOOK_AGAIN_MS)
}

/** In how many milliseconds it comes back. */
export function restMs({ code, retryAfterMs = TRY_AGAIN_MS }: PageError): number {
  const spread = code === 'rate_limited' ? BUSY_SPREAD_MS : SPREAD_MS
  return Math.min(LOOK_AGAIN_MS, retryAfterMs + Math.random() * spread)
}
