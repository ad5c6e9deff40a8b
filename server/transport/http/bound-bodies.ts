import type { Request, RequestHandler } from 'express'
import type { AnswerInWords } from './answers.ts'
import { refuse } from './refuse.ts'

/** Bytes of a body. The longest of ours, a registration with a chain of certificates, has some 8 kB. */
export const MOST_BODY_BYTES = 16 * 1024

/** Refuses, at any route, a body that nobody should begin to read. The connection goes with the rest of it. */
export function boundBodies(answerInWords: AnswerInWords): RequestHandler {
  return (request, response, next) => {
    const status = refusedStatus(request)
    if (status === null) return next()
    response.set('Connection', 'close')
    if (!answerInWords(request, response, status)) refuse(response, { code: 'bad_request' }, status)
  }
}

/**
 * A body in pieces (RFC 9112, section 7.1) may come a byte at a time and without end: each piece costs a call of the
 * parser, also where nobody reads it. Browsers say how long ours are.
 */
function refusedStatus({ headers }: Request): 411 | 413 | null {
  if (headers['transfer-encoding'] !== undefined) return 411 // [H51]
  if (Number(headers['content-length'] ?? 0) > MOST_BODY_BYTES) return 413 // [H52]
  return null
}
