import { linkWords, MAY_BLOCK, stillAway } from '../../messages/link.ts'
import type { Words } from '../../messages/words.ts'

const unreached: Words = {
  sentence: 'This page can’t update automatically.',
  next: `${MAY_BLOCK} Load the page again to see what’s new.`,
}

/** Said on a page that works without the connection and only misses news: at first, and once it has lasted. */
export const accountLinkWords = {
  unreached: { words: unreached, lasting: unreached },
  away: {
    words: { sentence: linkWords.away.sentence, next: 'We’re reconnecting. This page may be out of date.' },
    lasting: {
      sentence: stillAway.sentence,
      next: 'This page may be out of date. Keep it open; we’ll keep trying.',
    },
  },
} satisfies Record<string, { words: Words; lasting: Words }>

/** The connection is back, and the account was read again. */
export const connected = 'Connected again. This page is up to date.'
