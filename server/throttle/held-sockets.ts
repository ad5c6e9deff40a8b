import type { Duplex } from 'node:stream'
import type { Network } from './network.ts'
import { SOCKET_SHARE } from './numbers.ts'

/** `full`: all that this node can hold are held. `network-full`: its network holds its share of them. */
export type Hold = 'held' | 'full' | 'network-full'

/** Counts the sockets of this node and of each network on it. */
export interface HeldSockets {
  /** Counts a socket that is open now, until it closes; nothing is counted when it is not held. */
  hold(network: Network, socket: Duplex): Hold
  /** Counts it no longer, although it has not closed yet. */
  letGo(socket: Duplex): void
}

/** Whom a socket is counted for; a /48 counts as one, for one customer may own it. Null: nobody knows. */
export function countedFor({ judged, wide, key }: Network): string | null {
  return judged ? (wide ?? key) : null
}

export function createHeldSockets(mostSockets: number): HeldSockets {
  const ofNetwork = new Map<string, number>()
  const held = new Map<Duplex, string | null>()
  const mostOfNetwork = Math.max(1, Math.floor(mostSockets * SOCKET_SHARE))

  function change(around: string | null, by: 1 | -1): void {
    if (around === null) return
    const count = (ofNetwork.get(around) ?? 0) + by
    if (count === 0) ofNetwork.delete(around)
    else ofNetwork.set(around, count)
  }

  function letGo(socket: Duplex): void {
    const around = held.get(socket)
    if (around === undefined) return
    held.delete(socket)
    change(around, -1)
  }

  return {
    letGo,
    hold(network, socket) {
      if (held.size >= mostSockets) return 'full' // [P64]
      const around = countedFor(network)
      if (around !== null && (ofNetwork.get(around) ?? 0) >= mostOfNetwork) return 'network-full' // [P63]
      held.set(socket, around)
      change(around, 1)
      socket.once('close', () => letGo(socket))
      return 'held'
    },
  }
}
