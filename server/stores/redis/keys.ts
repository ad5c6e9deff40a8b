import type { PairingId } from '../../../shared/ids.ts'
import type { LivePage, PageState } from '../../methods/pairing/live-pages.ts'

// All keys that we write, in one place. The part in braces is the hash tag, which decides the slot in a cluster: keys
// that one script uses share it. Keys have public ids, keyed hashes and our own words in them, never a code or a
// secret.

/** What the risk policy judges is small and read together, so one tag holds it all. */
const RISK = 'rekey:{risk}'

export const MARKER_KEY = `${RISK}:marker`

/** Channels, which are not keys: one for all nodes of a deployment, to tell each other what changed, and one for each. */
export const relayChannel = (deployment: string) => `rekey:relay:${deployment}`
export const heardChannel = (node: string) => `rekey:heard:${node}`

export const pairingKey = (id: PairingId) => `rekey:{${id}}:pairing`

export const hintsKey = (index: string) => `${RISK}:hints:${index}`

export const limitKey = (rule: string, key: string) => `${RISK}:limit:${rule}:${key}`

export const marksKey = (subject: string) => `${RISK}:marks:${subject}`

export const locksKey = (kind: 'account' | 'page') => `${RISK}:locks:all:${kind}`
export const lockKey = (id: string) => `${RISK}:locks:lock:${id}`
export const lockSubjectKey = (subject: string) => `${RISK}:locks:subject:${subject}`

export const FIGURES_KEY = 'rekey:{figures}'
export const HOURS_KEY = 'rekey:{figures}:hours'
export const SOURCES_KEY = 'rekey:{figures}:sources'
export const ALARMS_KEY = 'rekey:{figures}:alarms'
export const NODES_KEY = 'rekey:{figures}:nodes'
export const HOT_KEYS_KEY = 'rekey:{figures}:hot'

export const liveNetworkKey = (network: string) => `${RISK}:live:network:${network}`
export const liveStateKey = (state: PageState) => `${RISK}:live:state:${state}`

/** The sets in which a page takes a place: its network's, and its wide network's if it has one. */
export function placeKeys({ network, wideNetwork }: LivePage): readonly string[] {
  const own = liveNetworkKey(network)
  return wideNetwork === null ? [own] : [own, `${RISK}:live:wide:${wideNetwork}`]
}
