import type { PairingId } from '../../../shared/ids.ts'
import type { BetweenFacts } from '../../../shared/pairing-view.ts'
import { countedFor, type Network } from '../../requests/network.ts'
import type { Pairing } from './machine.ts'
import type { PairingSecrets } from './secrets.ts'

type Tags = Pick<PairingSecrets, 'tag'>
type PageNetwork = Pick<Pairing, 'network' | 'wideNetwork'>

const HIDDEN = 'hidden:'

/**
 * If a proxy hides its visitors behind one address, each page counts as a network of its own, so that nobody is a
 * neighbour of anybody else. The proxy counts as the wide network of all of them, which has a cap.
 */
export function networkTags(secrets: Tags, network: Network, id: PairingId): PageNetwork {
  if (network.hidden)
    return { network: `${HIDDEN}${id}`, wideNetwork: secrets.tag('network', countedFor(network)) }
  return {
    network: secrets.tag('network', network.key),
    wideNetwork: network.wide === null ? null : secrets.tag('network', network.wide),
  }
}

/**
 * How the network of a page compares with another one. The IPv4 and IPv6 addresses of one household cannot be
 * compared.
 */
export function compareNetworks(secrets: Tags, page: PageNetwork, other: Network): BetweenFacts['network'] {
  if (other.hidden || page.network.startsWith(HIDDEN)) return 'cannot-tell'
  if (page.network === secrets.tag('network', other.key)) return 'same'
  if (other.wide !== null && page.wideNetwork === secrets.tag('network', other.wide)) return 'same'
  return (page.wideNetwork === null) === (other.wide === null) ? 'other' : 'cannot-tell'
}
