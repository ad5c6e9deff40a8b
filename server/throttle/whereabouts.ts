import type { IncomingMessage } from 'node:http'
import type { Place } from '../../shared/place.ts'
import type { FindPlace } from '../places/place.ts'
import type { ReadClientAddress } from './client-address.ts'
import { hiddenAt, type Network, networkOf } from './network.ts'

/** Where a request came from. The address itself goes no further than this. */
export interface Whereabouts {
  readonly network: Network
  readonly place: Place | null
}

export type ReadWhereabouts = (request: IncomingMessage) => Whereabouts

/**
 * Reads network and rough place once for each request, when it arrives: whoever asks later, as when its answer
 * has ended or somebody enters a namespace, is told the same, for the connection may be gone by then. `onHidden`
 * hears once of every request that an untrusted proxy hides.
 */
export function createWhereabouts(
  clientAddress: ReadClientAddress,
  findPlace: FindPlace,
  onHidden: (shown: string) => void,
): ReadWhereabouts {
  const read = (request: IncomingMessage): Whereabouts => {
    const { address, hidden } = clientAddress(request)
    const network = networkOf(address)
    if (!hidden) return { network, place: findPlace(address) }
    onHidden(network.shown)
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
