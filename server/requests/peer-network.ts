import type { Socket } from 'node:net'
import { compileTrust, plain, type TrustProxy } from './client-address.ts'
import { type Network, networkOf } from './network.ts'

/** The network of a connection, before anything is sent on it. Null: it counts for no network. */
export type PeerNetwork = (connection: Socket) => Network | null

/** Connections of a trusted proxy carry many clients, so they count for no network. */
export function createPeerNetwork(
  trustProxy: TrustProxy,
  peerOf: (connection: Socket) => string | undefined,
): PeerNetwork {
  const trust = compileTrust(trustProxy)
  return (connection) => {
    const address = plain(peerOf(connection) ?? '')
    if (trust(address, 0)) return null // [L40]
    return networkOf(address)
  }
}
