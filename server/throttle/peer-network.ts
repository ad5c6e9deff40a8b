import type { Socket } from 'node:net'
import { compileTrust, plain, type TrustProxy } from './client-address.ts'
import { type Network, networkOf } from './network.ts'

/** The network at the other end of a connection, before anything is said on it. */
export type PeerNetwork = (connection: Socket) => Network

/** A trusted proxy's connections are everybody's, so they are judged as nobody's. */
export function createPeerNetwork(
  trustProxy: TrustProxy,
  peerOf: (connection: Socket) => string | undefined,
): PeerNetwork {
  const trust = compileTrust(trustProxy)
  return (connection) => {
    const address = plain(peerOf(connection) ?? '')
    const network = networkOf(address)
    return { ...network, judged: !trust(address, 0) } // [L40]
  }
}
