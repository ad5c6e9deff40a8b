import type { Duplex } from 'node:stream'
import { countedFor, type Network } from '../requests/network.ts'
import { HIDDEN_SHARE, SOCKET_SHARE } from './numbers.ts'

/** `full`: the node holds as many as it can. `network-full`: the network holds its share of them. */
export type Hold = 'held' | 'full' | 'network-full'

/**
 * Counts the sockets of this node and of each network on it. A network of null stands for many clients, and has no
 * share.
 */
interface HeldSockets {
  /** Counts a socket until it closes. If it is refused, nothing is counted. */
  hold(network: Network | null, socket: Duplex): Hold
  /** Counts a socket for another network from now on. False: that network holds its share, and nothing changes. */
  move(network: Network, socket: Duplex): boolean
  /** Stops counting it, although it has not closed yet. */
  letGo(socket: Duplex): void
}

export function createHeldSockets(mostSockets: number): HeldSockets {
  const ofNetwork = new Map<string, number>()
  const held = new Map<Duplex, string | null>()

  function change(around: string | null, by: 1 | -1): void {
    if (around === null) return
    const count = (ofNetwork.get(around) ?? 0) + by
    if (count === 0) ofNetwork.delete(around)
    else ofNetwork.set(around, count)
  }

  const mostWith = (share: number) => Math.max(1, Math.floor(mostSockets * share))

  function hasShare(network: Network | null): boolean {
    if (network === null) return false
    const count = ofNetwork.get(countedFor(network)) ?? 0
    if (network.hidden) return count >= mostWith(HIDDEN_SHARE) // [L63]
    return count >= mostWith(SOCKET_SHARE)
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
      if (hasShare(network)) return 'network-full' // [P63]
      const around = countedFor(network)
      held.set(socket, around)
      change(around, 1)
      socket.once('close', () => letGo(socket))
      return 'held'
    },
    move(network, socket) {
      const before = held.get(socket)
      if (before === undefined || hasShare(network)) return false // [L64]
      const around = countedFor(network)
      held.set(socket, around)
      change(before, -1)
      change(around, 1)
      return true
    },
  }
}
