import type { Request, RequestHandler } from 'express'
import type { AnswerInWords } from './answers.ts'
import { refuse } from './refuse.ts'

/** The largest body, in bytes. The longest of ours, a registration with a chain of certificates, has about 8 kB. */
export const MOST_BODY_BYTES = 16 * 1024

/**
 * Refuses, on any route, a body that is too large or chunked. The connection is closed, so that the rest is not read.
 */
export function boundBodies(answerInWords: AnswerInWords): RequestHandler {
  return (request, response, next) => {
    const status = refusedStatus(request)
    if (status === null) return next()
    response.set('Connection', 'close')
    if (!answerInWords(request, response, status)) refuse(response, { code: 'bad_request' }, status)
  }
}

/**
 * A chunked body (RFC 9112, section 7.1) may come a byte at a time and without end. Each piece costs a call of the
 * parser, even if nobody reads it. Browsers always send the length of ours.
 */
function refusedStatus({ headers }: Request): 411 | 413 | null {
  if (headers['transfer-encoding'] !== undefined) return 411 // [H51]
  if (Number(headers['content-length'] ?? 0) > MOST_BODY_BYTES) return 413 // [H52]
  return null
}
