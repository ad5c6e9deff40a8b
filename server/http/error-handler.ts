import type { ErrorRequestHandler } from 'express'
import type { Logger } from 'pino'
import { StoreAway } from '../ports/store-away.ts'
import { refuse } from './refuse.ts'

/** The last word on everything that was thrown: the log gets the cause, the client a code. */
export function createErrorHandler(log: Logger): ErrorRequestHandler {
  return (error: unknown, _request, response, next) => {
    if (response.headersSent) return next(error)
    if (error instanceof StoreAway) {
      log.warn({ err: error }, 'A store is away.')
      return refuse(response, { code: 'store_away', retryAfterMs: 5_000 })
    }
    const status = badRequestStatus(error)
    if (status !== null) return refuse(response, { code: 'bad_request' }, status)
    log.error({ err: error }, 'A request failed.')
    refuse(response, { code: 'internal' })
  }
}

/** Express and its body parser mark what is the client's fault: broken JSON, too large, a broken path. */
function badRequestStatus(error: unknown): number | null {
  if (typeof error !== 'object' || error === null || !('status' in error)) return null
  const { status } = error
  return typeof status === 'number' && status >= 400 && status < 500 ? status : null
}
