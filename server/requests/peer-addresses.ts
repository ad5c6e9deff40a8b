import type { Socket } from 'node:net'

/** The address at the other end of each connection, read when it comes: one that was reset has none any more. */
export interface PeerAddresses {
  /** Reads it; false when the other side is gone already. */
  note(connection: Socket): boolean
  of(connection: Socket): string | undefined
}

export function createPeerAddresses(): PeerAddresses {
  const known = new WeakMap<Socket, string>()
  return {
    note(connection) {
      const { remoteAddress } = connection
      if (remoteAddress === undefined) return false
      known.set(connection, remoteAddress)
      return true
    },
    of: (connection) => known.get(connection),
  }
}
