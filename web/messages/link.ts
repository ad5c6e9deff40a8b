import type { Words } from './words.ts'

/** Why there may never be a connection. */
export const MAY_BLOCK = 'Your network, a VPN or a proxy may block live connections.'

/** Why there is no connection to the server: there never was one, or it was lost. */
export const linkWords = {
  unreached: {
    sentence: 'This page can’t connect to the server.',
    next: `${MAY_BLOCK} Try another network, such as mobile data. We’ll keep trying.`,
  },
  away: { sentence: 'The connection was lost.', next: 'We’re reconnecting. Keep this page open.' },
  restarting: { sentence: 'The server is restarting.', next: 'This page will reconnect in a moment.' },
  'store-away': {
    sentence: 'The server can’t reach its database right now.',
    next: 'Nothing is lost. This page will continue when it can.',
  },
} satisfies Record<string, Words>

export type LinkTrouble = keyof typeof linkWords

/** Said of each of these once it has lasted. */
export const stillAway: Words = {
  sentence: 'We still can’t reach the server.',
  next: 'Keep this page open; we’ll keep trying.',
}
