import type { LinkTrouble } from '../messages/link.ts'
import type { PageError, PageErrorCode } from '../wire/page-error.ts'
import { byThisClock, type ReceivedView } from './page-state.ts'

/** A page that was just opened, or looked at again, may be about to change. Milliseconds. */
const FIRST_LOOK_MS = 5_000
/** Most of a hold nothing happens, and a page that is open for days must cost the server little. Milliseconds. */
const SELDOM_MS = 2 * 60_000
/** The least time between tries while the server cannot be reached, and the most. Milliseconds. */
const FIRST_RETRY_MS = 2_000
const SELDOM_RETRY_MS = 30_000
/** So that the server's clock has passed the moment too. Milliseconds. */
const AFTER_THE_MOMENT_MS = 500

const TROUBLES: Partial<Record<PageErrorCode, LinkTrouble>> = {
  offline: 'away',
  server_restarting: 'restarting',
  store_away: 'store-away',
}

/** What a refusal says of the connection. Null if it is about something else. */
export function troubleOf({ code }: PageError): LinkTrouble | null {
  return TROUBLES[code] ?? null
}

/** Whether a refusal to show a recovery means that there is none to show. */
export function isGone({ code }: PageError): boolean {
  return code === 'not_found' || code === 'code_invalid'
}

/** States that nobody leaves by waiting. */
const OVER = new Set(['done', 'undone', 'ended', 'moved'])

/**
 * In how many milliseconds the page looks again, after `looks` looks that showed nothing new. Null: never by itself.
 */
export function nextLookMs(received: ReceivedView, looks: number, now: number): number | null {
  const { view } = received
  if (OVER.has(view.state)) return null
  const backOff = Math.min(SELDOM_MS, FIRST_LOOK_MS * 2 ** looks)
  if (view.until === null) return backOff
  const left = byThisClock(received, view.until) - now
  return left > 0 ? Math.min(backOff, left + AFTER_THE_MOMENT_MS) : backOff
}

/** In how many milliseconds the page tries again after its `tries`-th try that failed. */
export function nextTryMs({ retryAfterMs = 0 }: PageError, tries: number): number {
  return Math.max(retryAfterMs, Math.min(SELDOM_RETRY_MS, FIRST_RETRY_MS * 2 ** tries))
}
