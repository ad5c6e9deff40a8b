import type { IncomingMessage } from 'node:http'
import type { Place } from '../../shared/place.ts'
import type { FindPlace } from '../places/place.ts'
import type { ReadClientAddress } from './client-address.ts'
import { hiddenAt, type Network, networkOf } from './network.ts'
import type { ProxyCheck } from './proxy-check.ts'

/** Where a request came from. The address itself goes no further than this. */
export interface Whereabouts {
  readonly network: Network
  readonly place: Place | null
}

export type ReadWhereabouts = (request: IncomingMessage) => Whereabouts

/**
 * Reads network and rough place once for each request, when it arrives: whoever asks later, as when its answer
 * has ended or somebody enters a namespace, is told the same, for the connection may be gone by then. `notice`
 * hears once of every request that a proxy hides.
 */
export function createWhereabouts(
  clientAddress: ReadClientAddress,
  findPlace: FindPlace,
  notice: Pick<ProxyCheck, 'onHidden' | 'onUntold'>,
): ReadWhereabouts {
  const read = (request: IncomingMessage): Whereabouts => {
    const { address, hidden, untold } = clientAddress(request)
    const network = networkOf(address)
    if (untold) notice.onUntold(network.shown) // [H66]
    if (hidden === null) return { network, place: findPlace(address) }
    notice.onHidden(network.shown, hidden)
    return { network: hiddenAt(network), place: null }
  }
  const known = new WeakMap<IncomingMessage, Whereabouts>()
  return (request) => {
    const found = known.get(request)
    if (found) return found // [H12]
    const arrived = read(request)
    known.set(request, arrived)
    return arrived
  }
}
