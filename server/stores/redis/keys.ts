import type { PairingId } from '../../../shared/ids.ts'
import type { LivePage, PageState } from '../../methods/pairing/live-pages.ts'

// All keys that we write, in one place. The part in braces is the hash tag, which decides the slot in a cluster: keys
// that one script uses share it. Keys have public ids, keyed hashes and our own words in them, never a code or a
// secret.

export const MARKER_KEY = 'rekey:marker'

/** Channels, which are not keys: one for all nodes of a deployment, to tell each other what changed, and one for each. */
export const relayChannel = (deployment: string) => `rekey:relay:${deployment}`
export const heardChannel = (node: string) => `rekey:heard:${node}`

export const pairingKey = (id: PairingId) => `rekey:{${id}}:pairing`

export const hintsKey = (index: string) => `rekey:{hints:${index}}`

/** rate-limiter-flexible adds `:<key>`. */
export const limitPrefix = (rule: string) => `rekey:limit:${rule}`
export const limitKey = (rule: string, key: string) => `${limitPrefix(rule)}:${key}`

// Marks and locks are few and judged together, so one tag holds them all; the same goes for the figures of a minute.
export const marksKey = (subject: string) => `rekey:{marks}:${subject}`
export const locksKey = (kind: 'account' | 'page') => `rekey:{locks}:all:${kind}`
export const lockKey = (id: string) => `rekey:{locks}:lock:${id}`
export const lockSubjectKey = (subject: string) => `rekey:{locks}:subject:${subject}`

export const FIGURES_KEY = 'rekey:{figures}'
export const HOURS_KEY = 'rekey:{figures}:hours'
export const SOURCES_KEY = 'rekey:{figures}:sources'
export const ALARMS_KEY = 'rekey:{figures}:alarms'
export const NODES_KEY = 'rekey:{figures}:nodes'
export const HOT_KEYS_KEY = 'rekey:{figures}:hot'

export const LIVE_PAGES_KEY = 'rekey:{live}:all'

export const liveNetworkKey = (network: string) => `rekey:{live}:network:${network}`
export const liveStateKey = (state: PageState) => `rekey:{live}:state:${state}`

/** The sets that a page is in: the whole deployment's, its network's, and its wide network's if it has one. */
export function livePageKeys({ network, wideNetwork }: LivePage): readonly string[] {
  const keys = [LIVE_PAGES_KEY, liveNetworkKey(network)]
  return wideNetwork === null ? keys : [...keys, `rekey:{live}:wide:${wideNetwork}`]
}
