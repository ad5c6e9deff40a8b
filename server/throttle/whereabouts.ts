import type { IncomingMessage } from 'node:http'
import type { Place } from '../../shared/place.ts'
import type { FindPlace } from '../places/place.ts'
import type { ReadClientAddress } from './client-address.ts'
import { type Network, networkOf } from './network.ts'

/** Where a request came from. The address itself goes no further than this. */
export interface Whereabouts {
  readonly network: Network
  readonly place: Place | null
}

export type ReadWhereabouts = (request: IncomingMessage) => Whereabouts

/** Reads network and rough place; `onHidden` hears of every request that an untrusted proxy hides. */
export function createWhereabouts(
  clientAddress: ReadClientAddress,
  findPlace: FindPlace,
  onHidden: (shown: string) => void,
): ReadWhereabouts {
  return (request) => {
    const { address, hidden } = clientAddress(request)
    const network = networkOf(address)
    if (!hidden) return { network, place: findPlace(address) }
    onHidden(network.shown)
    return { network: { ...network, judged: false }, place: null }
  }
}
