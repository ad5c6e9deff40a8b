import type { Socket } from 'node:net'
import { compileTrust, plain, type TrustProxy } from './client-address.ts'
import { type Network, networkOf } from './network.ts'

/** The network at the other end of a connection, before anything is said on it. Null: everybody's. */
export type PeerNetwork = (connection: Socket) => Network | null

/** A trusted proxy's connections are everybody's, so they count for no network. */
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
