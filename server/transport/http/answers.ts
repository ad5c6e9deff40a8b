import type { Request, Response } from 'express'

/** The HTML of the answer. */
export type AnswerPage = (words: AnswerWords) => string

interface AnswerWords {
  readonly heading: string
  readonly text: string
  /** An empty address is the page itself. */
  readonly way: { readonly label: string; readonly href: string }
}

const TO_START = { label: 'Go to the start page', href: '/' }
const AGAIN = { label: 'Load the page again', href: '' }

const NOT_FOUND: AnswerWords = {
  heading: 'Page not found',
  text: 'There is no page at this address. It may be mistyped or out of date.',
  way: TO_START,
}

const NOT_UNDERSTOOD: AnswerWords = {
  heading: 'That didn’t work',
  text: 'We couldn’t understand what your browser sent. Nothing was changed. Start again.',
  way: TO_START,
}

const AWAY: AnswerWords = {
  heading: 'We can’t answer right now',
  text: 'Nothing was changed. Wait a minute, then load this page again. If it keeps happening, contact support.',
  way: AGAIN,
}

const FAILED: AnswerWords = {
  heading: 'Something went wrong',
  text: 'It’s our fault, not yours. Wait a minute, then try again. If it keeps happening, contact support.',
  way: AGAIN,
}

/** Answers a browser with a page in words and a link. Returns false, and answers nothing, if a program asked. */
export type AnswerInWords = (request: Request, response: Response, status: number) => boolean

export function createAnswerInWords(page: AnswerPage): AnswerInWords {
  return (request, response, status) => {
    if (!wantsWords(request)) return false
    response
      .status(status)
      .type('html')
      .send(page(wordsFor(status)))
    return true
  }
}

/** Our pages ask /api for JSON. Anything else that they ask for is a file. */
function wantsWords(request: Request): boolean {
  return !request.path.startsWith('/api/') && request.accepts(['html', 'json']) === 'html'
}

function wordsFor(status: number): AnswerWords {
  if (status === 404) return NOT_FOUND
  if (status === 503) return AWAY
  return status < 500 ? NOT_UNDERSTOOD : FAILED
}
