import type { Namespace } from 'socket.io'
import type { Careful } from '../../warnings/careful.ts'
import { serveEntered } from './entering.ts'

/**
 * Closes a connection that has left its namespace. It may not enter another one, nothing watches it any more, and
 * Socket.IO would keep it as long as it answers pings.
 */
export function closeWhenLeft(namespace: Namespace, careful: Careful): void {
  serveEntered(namespace, careful, (socket) => {
    const close = () => socket.conn.close()
    socket.on('disconnect', careful('leaving a namespace', close)) // [P62]
  })
}
