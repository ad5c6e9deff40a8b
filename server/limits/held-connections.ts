import type { Duplex } from 'node:stream'
import { countedFor, type Network } from '../requests/network.ts'
import { createHeldSockets, type Hold } from './held-sockets.ts'

/** Counts all connections of this node, so that no network can use up what the node can have open. */
export interface HeldConnections {
  /**
   * Counts a new connection. If there is no room, an idle one is closed. False: there is none, and the new one must
   * be closed.
   */
  arrive(network: Network | null, connection: Duplex): boolean
  /** A request began on it, from this network as far as one can tell. False: an earlier request has no answer yet. */
  begin(network: Network, connection: Duplex): boolean
  /** The request has its answer. */
  end(connection: Duplex): void
}

/**
 * If a network holds its share, its own oldest idle connection is closed for its next one. If the node is full, the
 * oldest of all is. Idle connections are those that wait for a request, or for the rest of its head. Browsers and
 * proxies reopen such a connection without a message to the user.
 */
export function createHeldConnections(most: number): HeldConnections {
  const held = createHeldSockets(most)
  /** For each network and in total; oldest first. */
  const idle = new Map<string | null, Set<Duplex>>()
  const allIdle = new Set<Duplex>()
  const open = new Map<Duplex, { around: string | null; asked: number }>()

  function rest(connection: Duplex, around: string | null): void {
    const theirs = idle.get(around) ?? new Set()
    idle.set(around, theirs.add(connection))
    allIdle.add(connection)
  }

  function wake(connection: Duplex, around: string | null): void {
    const theirs = idle.get(around)
    theirs?.delete(connection)
    if (theirs?.size === 0) idle.delete(around)
    allIdle.delete(connection)
  }

  function forget(connection: Duplex): void {
    const known = open.get(connection)
    if (!known) return
    open.delete(connection)
    wake(connection, known.around)
    held.letGo(connection)
  }

  function makeRoom(network: Network | null, why: Hold): boolean {
    const candidates = why === 'full' ? allIdle : idle.get(countedFor(network))
    const [oldest] = candidates ?? []
    if (!oldest) return false
    forget(oldest)
    oldest.destroy()
    return true
  }

  /**
   * Its first request says that a proxy hides the client. From now on it is counted for the hidden clients, and an
   * idle one of theirs is closed for it. If none is idle, it stays counted as before.
   */
  function joinHidden(known: { around: string | null }, network: Network, connection: Duplex): void {
    const around = countedFor(network)
    if (known.around === around) return
    const join = () => held.move(network, connection)
    if (join() || (makeRoom(network, 'network-full') && join())) known.around = around
  }

  return {
    arrive(network, connection) {
      let hold = held.hold(network, connection)
      while (hold !== 'held' && makeRoom(network, hold)) hold = held.hold(network, connection)
      if (hold !== 'held') return false // [L38]
      const around = countedFor(network)
      open.set(connection, { around, asked: 0 })
      rest(connection, around)
      connection.once('close', () => forget(connection))
      return true
    },
    begin(network, connection) {
      const known = open.get(connection)
      if (!known) return true
      wake(connection, known.around)
      known.asked += 1
      if (network.hidden) joinHidden(known, network, connection) // [L39]
      return known.asked === 1
    },
    end(connection) {
      const known = open.get(connection)
      if (!known) return
      known.asked -= 1
      if (known.asked === 0) rest(connection, known.around)
    },
  }
}
