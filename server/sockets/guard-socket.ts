import type { Socket } from 'socket.io'
import { fullBucket, takeToken } from '../throttle/socket-bucket.ts'
import type { Careful } from '../warnings/careful.ts'

/** Bytes that may wait for a slow reader before its socket is closed. */
const MOST_BUFFERED = 64 * 1024

/**
 * Every packet of a socket passes here first: a token for each command, and only events that we know.
 * Whoever floods, sends something unknown or does not read is disconnected.
 */
export function guardSocket(socket: Socket, events: readonly string[], careful: Careful): void {
  let bucket = fullBucket(performance.now())
  const close = () => socket.disconnect(true)
  const judge = ([event]: readonly unknown[], next: () => void) => {
    const rest = takeToken(bucket, performance.now())
    bucket = rest ?? bucket
    if (!rest) return close() // [P43]
    if (!events.includes(event as string)) return close() // [P44]
    return next()
  }
  socket.use(careful('judging an event', judge, close))
  const look = () => {
    if (bufferedBytes(socket) > MOST_BUFFERED) close() // [P45]
  }
  socket.onAnyOutgoing(careful('looking for a slow reader', look, close))
}

/** The transport's own WebSocket knows what the other side has not taken yet. */
function bufferedBytes(socket: Socket): number {
  const { transport } = socket.conn as unknown as { transport?: { socket?: { bufferedAmount?: number } } }
  return transport?.socket?.bufferedAmount ?? 0
}
