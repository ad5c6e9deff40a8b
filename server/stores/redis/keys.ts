import type { PairingId } from '../../../shared/ids.ts'
import type { LivePage } from '../../ports/live-pages.ts'

// Every key that we write, in one place. The part in braces is the hash tag that decides the slot in a
// cluster: keys that one script touches share it. Keys hold public ids, keyed hashes and words of ours,
// never a code or a secret.

export const MARKER_KEY = 'rekey:marker'

export const pairingKey = (id: PairingId) => `rekey:{${id}}:pairing`

export const hintsKey = (index: string) => `rekey:{hints:${index}}`

export const marksKey = (subject: string) => `rekey:{marks:${subject}}`

/** rate-limiter-flexible puts `:<key>` behind it. */
export const limitPrefix = (rule: string) => `rekey:limit:${rule}`

export const LIVE_PAGES_KEY = 'rekey:{live}:all'

/** The sets that a page is in: the whole deployment's, its network's, and its wide network's if it has one. */
export function livePageKeys({ network, wideNetwork }: LivePage): readonly string[] {
  const keys = [LIVE_PAGES_KEY, `rekey:{live}:network:${network}`]
  return wideNetwork === null ? keys : [...keys, `rekey:{live}:wide:${wideNetwork}`]
}
