import type { Socket } from 'socket.io-client'

/** Longer than anything takes that closes a socket of ours. */
const WITHIN_MS = 8_000

/** Resolves when the server has closed this socket; rejects when it does not. */
export async function closedByServer(socket: Socket): Promise<void> {
  if (!socket.connected) return
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('The server left this socket open.')), WITHIN_MS)
    socket.once('disconnect', () => {
      clearTimeout(timer)
      resolve()
    })
  })
}
