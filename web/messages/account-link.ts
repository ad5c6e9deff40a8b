import { linkWords, MAY_BLOCK } from './link.ts'
import type { Words } from './words.ts'

/** On a page that works without the line, and only does not see what is new. */
export const accountLinkWords = {
  unreached: {
    sentence: 'This page can’t update automatically.',
    next: `${MAY_BLOCK} Load the page again to see what’s new.`,
  },
  away: { sentence: linkWords.away.sentence, next: 'We’re reconnecting. This page may be out of date.' },
} satisfies Record<string, Words>
