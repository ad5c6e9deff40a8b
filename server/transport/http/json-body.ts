import express, { type RequestHandler } from 'express'
import { MOST_BODY_BYTES } from './bound-bodies.ts'
import { refuse } from './refuse.ts'

const readJson = express.json({ limit: MOST_BODY_BYTES, inflate: false, strict: true })

/** Reads a JSON body of at most 16 kB. Other content types, which forms could send, get 415. */
export const jsonBody: RequestHandler = (request, response, next) => {
  if (!request.is('application/json')) return refuse(response, { code: 'bad_request' }, 415) // [H3]
  readJson(request, response, next)
}
