import type { Socket } from 'node:net'

/** Keeps the address of each connection, read when it opens. After a reset it can't be read any more. */
export interface PeerAddresses {
  /** Reads it. Returns false if the client is gone already. */
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
