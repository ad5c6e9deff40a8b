import type { Socket } from 'socket.io'
import { fullBucket, takeToken } from '../throttle/socket-bucket.ts'

/** Bytes that may wait for a slow reader before its socket is closed. */
const MOST_BUFFERED = 64 * 1024

/**
 * Every packet of a socket passes here first: a token for each command, and only events that we know.
 * Whoever floods, sends something unknown or does not read is disconnected.
 */
export function guardSocket(socket: Socket, events: readonly string[]): void {
  let bucket = fullBucket(performance.now())
  socket.use(([event], next) => {
    const rest = takeToken(bucket, performance.now())
    bucket = rest ?? bucket
    if (!rest) return socket.disconnect(true) // [P43]
    if (!events.includes(event)) return socket.disconnect(true) // [P44]
    return next()
  })
  socket.onAnyOutgoing(() => {
    if (bufferedBytes(socket) > MOST_BUFFERED) socket.disconnect(true) // [P45]
  })
}

/** The transport's own WebSocket knows what the other side has not taken yet. */
function bufferedBytes(socket: Socket): number {
  const { transport } = socket.conn as unknown as { transport?: { socket?: { bufferedAmount?: number } } }
  return transport?.socket?.bufferedAmount ?? 0
}
