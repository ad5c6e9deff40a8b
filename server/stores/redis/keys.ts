import type { PairingId } from '../../../shared/ids.ts'
import type { LivePage, PageState } from '../../methods/pairing/live-pages.ts'

// All keys that we write, in one place. The part in braces is the hash tag, which decides the slot in a cluster: keys
// that one script uses share it. Keys have public ids, keyed hashes and our own words in them, never a code or a
// secret.

/** What the risk policy judges is small and read together, so one tag holds it all. */
const RISK = 'rekey:{risk}'

/** When Rekey first used this Redis. */
export const MARKER_KEY = `${RISK}:marker`

/** The channel, which is no key, on which the nodes of a deployment tell each other what changed. */
export const relayChannel = (deployment: string) => `rekey:relay:${deployment}`
/** The channel on which a node sends messages to itself. */
export const heardChannel = (node: string) => `rekey:heard:${node}`

/** The record of a pairing. */
export const pairingKey = (id: PairingId) => `rekey:{${id}}:pairing`

/** The hints under an index word. */
export const hintsKey = (index: string) => `${RISK}:hints:${index}`

/** What was spent of a budget. */
export const limitKey = (rule: string, key: string) => `${RISK}:limit:${rule}:${key}`

/** The marks of a subject. */
export const marksKey = (subject: string) => `${RISK}:marks:${subject}`

/** All locks of a kind, one lock, and the locks of a subject. */
export const locksKey = (kind: 'account' | 'page') => `${RISK}:locks:all:${kind}`
export const lockKey = (id: string) => `${RISK}:locks:lock:${id}`
export const lockSubjectKey = (subject: string) => `${RISK}:locks:subject:${subject}`

/** What admins watch. */
export const FIGURES_KEY = 'rekey:{figures}'
export const HOURS_KEY = 'rekey:{figures}:hours'
export const SOURCES_KEY = 'rekey:{figures}:sources'
export const ALARMS_KEY = 'rekey:{figures}:alarms'
export const NODES_KEY = 'rekey:{figures}:nodes'
export const HOT_KEYS_KEY = 'rekey:{figures}:hot'

/** The live pages of a network, and those in a state. */
export const liveNetworkKey = (network: string) => `${RISK}:live:network:${network}`
export const liveStateKey = (state: PageState) => `${RISK}:live:state:${state}`

/** The sets in which a page takes a place: its network's, and its wide network's if it has one. */
export function placeKeys({ network, wideNetwork }: LivePage): readonly string[] {
  const own = liveNetworkKey(network)
  return wideNetwork === null ? [own] : [own, `${RISK}:live:wide:${wideNetwork}`]
}
