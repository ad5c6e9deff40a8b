import type { Namespace, Socket } from 'socket.io'

const entered = new WeakMap<Socket['conn'], number>()

/**
 * Closes a connection that has left its last namespace. Nothing watches it from there on, and Socket.IO would
 * keep it for as long as it answers pings.
 */
export function closeWhenLeft(namespace: Namespace): void {
  namespace.on('connection', (socket) => {
    const { conn } = socket
    entered.set(conn, (entered.get(conn) ?? 0) + 1)
    socket.on('disconnect', () => {
      const left = (entered.get(conn) ?? 1) - 1
      entered.set(conn, left)
      if (left === 0) conn.close() // [P62]
    })
  })
}
