import type { ErrorRequestHandler } from 'express'
import type { Logger } from 'pino'
import { ERROR_STATUS } from '../../../shared/errors.ts'
import { StoreAway } from '../../errors/store-away.ts'
import type { AnswerInWords } from './answers.ts'
import { type HttpRefusal, refuse, sayWhen } from './refuse.ts'

/** Handles everything that was thrown: the cause goes to the log, and a code or a page to the client. */
export function createErrorHandler(log: Logger, answerInWords: AnswerInWords): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    if (response.headersSent) return next(error)
    const answer = (refusal: HttpRefusal, status: number = ERROR_STATUS[refusal.code]) => {
      sayWhen(response, status, refusal.retryAfterMs)
      return answerInWords(request, response, status) || refuse(response, refusal, status)
    }
    if (error instanceof StoreAway) {
      log.warn({ err: error }, 'A store is away.')
      return answer({ code: 'store_away', retryAfterMs: 5_000 })
    }
    const status = badRequestStatus(error)
    if (status !== null) return answer({ code: 'bad_request' }, status)
    log.error({ err: error }, 'A request failed.')
    answer({ code: 'internal' })
  }
}

/** Express and its body parser mark errors of the client: broken JSON, a body that is too large, a broken path. */
function badRequestStatus(error: unknown): number | null {
  if (typeof error !== 'object' || error === null || !('status' in error)) return null
  const { status } = error
  return typeof status === 'number' && status >= 400 && status < 500 ? status : null
}
