import type { Duplex } from 'node:stream'
import type { Network } from './network.ts'
import { SOCKET_SHARE } from './numbers.ts'

/** `full`: all that this node can hold are held. `network-full`: its network holds its share of them. */
export type Hold = 'held' | 'full' | 'network-full'

/** Counts the sockets of this node and of each network on it; a /48 counts as one, for one customer may own it. */
export interface HeldSockets {
  /** Counts a socket that is open now, until it closes; nothing is counted when it is not held. */
  hold(network: Network, socket: Duplex): Hold
}

export function createHeldSockets(mostSockets: number): HeldSockets {
  const ofNetwork = new Map<string, number>()
  const mostOfNetwork = Math.max(1, Math.floor(mostSockets * SOCKET_SHARE))
  let all = 0

  function change(around: string | null, by: 1 | -1): void {
    all += by
    if (around === null) return
    const count = (ofNetwork.get(around) ?? 0) + by
    if (count === 0) ofNetwork.delete(around)
    else ofNetwork.set(around, count)
  }

  return {
    hold({ judged, wide, key }, socket) {
      if (all >= mostSockets) return 'full' // [P64]
      const around = judged ? (wide ?? key) : null
      if (around !== null && (ofNetwork.get(around) ?? 0) >= mostOfNetwork) return 'network-full' // [P63]
      change(around, 1)
      socket.once('close', () => change(around, -1))
      return 'held'
    },
  }
}
