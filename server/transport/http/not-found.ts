import type { RequestHandler } from 'express'
import type { AnswerInWords } from './answers.ts'
import { refuse } from './refuse.ts'

/** The answer to every address that does not exist. */
export function notFound(answerInWords: AnswerInWords): RequestHandler {
  return (request, response) => {
    if (!answerInWords(request, response, 404)) refuse(response, { code: 'not_found' })
  }
}
