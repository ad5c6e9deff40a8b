import type { Namespace, Socket } from 'socket.io'
import type { Careful } from '../warnings/careful.ts'
import { serveEntered } from './entering.ts'

const entered = new WeakMap<Socket['conn'], number>()

/**
 * Closes a connection that has left its last namespace. Nothing watches it from there on, and Socket.IO would
 * keep it for as long as it answers pings.
 */
export function closeWhenLeft(namespace: Namespace, careful: Careful): void {
  serveEntered(namespace, careful, (socket) => {
    const { conn } = socket
    entered.set(conn, (entered.get(conn) ?? 0) + 1)
    const leave = () => {
      const left = (entered.get(conn) ?? 1) - 1
      entered.set(conn, left)
      if (left === 0) conn.close() // [P62]
    }
    socket.on('disconnect', careful('leaving a namespace', leave))
  })
}
