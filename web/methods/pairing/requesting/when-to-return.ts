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
/** So that pages that were refused at the same time do not all come back at the same time. Milliseconds. */
const SPREAD_MS = 3_000
/**
 * If neighbours use up the budget of each minute, a page that comes even a little after its beginning gets nothing.
 * Milliseconds.
 */
const BUSY_SPREAD_MS = 150
/** A lock may be released early, so the page looks again after this time. Milliseconds. */
const LOOK_AGAIN_MS = 5 * 60_000

/**
 * Whether a page that was refused comes back by itself. For the end of a short lock the person decides: two pages
 * that came back at the moment when both locks end would lock each other again.
 */
export function waitingHelps({ code, retryAfterMs = 0 }: PageError): boolean {
  return WAITING_HELPS.has(code) && !(code === 'locked' && retryAfterMs <= LOOK_AGAIN_MS)
}

/** How many milliseconds to wait before the page comes back. */
export function restMs({ code, retryAfterMs = TRY_AGAIN_MS }: PageError): number {
  const spread = code === 'rate_limited' ? BUSY_SPREAD_MS : SPREAD_MS
  return Math.min(LOOK_AGAIN_MS, retryAfterMs + Math.random() * spread)
}
