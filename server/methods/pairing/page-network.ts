import type { PairingId } from '../../../shared/ids.ts'
import type { BetweenFacts } from '../../../shared/pairing-view.ts'
import type { Network } from '../../requests/network.ts'
import type { Pairing } from './machine.ts'
import type { PairingSecrets } from './secrets.ts'

type Tags = Pick<PairingSecrets, 'tag'>
type PageNetwork = Pick<Pairing, 'network' | 'wideNetwork'>

const HIDDEN = 'hidden:'

/**
 * Where everybody seems to come from one place, each page counts as a network of its own, so that nobody is anybody's
 * neighbour; all of them are filed in what hides them, which holds only so many.
 */
export function networkTags(secrets: Tags, network: Network, id: PairingId): PageNetwork {
  const wide = network.wide ?? network.key
  if (network.hidden) return { network: `${HIDDEN}${id}`, wideNetwork: secrets.tag('network', wide) }
  return {
    network: secrets.tag('network', network.key),
    wideNetwork: network.wide === null ? null : secrets.tag('network', network.wide),
  }
}

/** How the network of a page stands to another one. IPv4 and IPv6 of one household look unlike. */
export function compareNetworks(secrets: Tags, page: PageNetwork, other: Network): BetweenFacts['network'] {
  if (other.hidden || page.network.startsWith(HIDDEN)) return 'cannot-tell'
  if (page.network === secrets.tag('network', other.key)) return 'same'
  if (other.wide !== null && page.wideNetwork === secrets.tag('network', other.wide)) return 'same'
  return (page.wideNetwork === null) === (other.wide === null) ? 'other' : 'cannot-tell'
}
