import type { Duplex } from 'node:stream'
import type { Network } from './network.ts'
import { SOCKET_SHARE } from './numbers.ts'

/** Counts the open sockets of each network on this node; a /48 counts as one, for one customer may own it. */
export interface HeldSockets {
  /** Counts a socket until it closes. False, with nothing counted, when the network holds its share or the socket is gone. */
  hold(network: Network, socket: Duplex): boolean
}

export function createHeldSockets(mostSockets: number): HeldSockets {
  const held = new Map<string, number>()
  const most = Math.max(1, Math.floor(mostSockets * SOCKET_SHARE))
  return {
    hold({ judged, wide, key }, socket) {
      if (!judged) return true
      const around = wide ?? key
      const count = held.get(around) ?? 0
      if (count >= most) return false // [P63]
      // Who left while being judged closes no more: counted, it would keep that place for good.
      if (socket.destroyed) return false
      held.set(around, count + 1)
      socket.once('close', () => {
        const left = (held.get(around) ?? 1) - 1
        if (left === 0) held.delete(around)
        else held.set(around, left)
      })
      return true
    },
  }
}
