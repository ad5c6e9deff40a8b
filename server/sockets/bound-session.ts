import type { Namespace, Socket } from 'socket.io'
import { SOCKETS_OF_SESSION } from '../throttle/numbers.ts'
import { oldestOfCrowd } from '../throttle/oldest-of-crowd.ts'
import type { Careful } from '../warnings/careful.ts'
import type { SignedInSocket } from './approve.ts'
import { serveEntered } from './entering.ts'
import { sessionRoom } from './rooms.ts'

/**
 * One session holds so many sockets of a namespace on this node, and one too many puts another of its own out:
 * the oldest of the network that holds the most of them. Whoever has a copy of its cookie so puts out his own.
 */
export function boundSession(namespace: Namespace, careful: Careful): void {
  serveEntered(namespace, careful, (entered) => {
    const sockets = socketsOf(namespace, entered)
    if (sockets.length <= SOCKETS_OF_SESSION) return
    oldestOfCrowd(sockets, networkOf)?.disconnect(true) // [P80]
  })
}

/** Of the same session, oldest first: a room remembers in what order it was entered. */
function socketsOf(namespace: Namespace, { data }: Socket): Socket[] {
  const room = namespace.adapter.rooms.get(sessionRoom((data as SignedInSocket).sessionId))
  return [...(room ?? [])].flatMap((id) => namespace.sockets.get(id) ?? [])
}

const networkOf = ({ data }: Socket) => (data as SignedInSocket).peer.network.key
