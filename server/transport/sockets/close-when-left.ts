import type { Namespace } from 'socket.io'
import type { Careful } from '../../warnings/careful.ts'
import { serveEntered } from './entering.ts'

/**
 * Closes a connection that has left its namespace; it enters no other. Nothing watches it from there on, and
 * Socket.IO would keep it for as long as it answers pings.
 */
export function closeWhenLeft(namespace: Namespace, careful: Careful): void {
  serveEntered(namespace, careful, (socket) => {
    const close = () => socket.conn.close()
    socket.on('disconnect', careful('leaving a namespace', close)) // [P62]
  })
}
