import type { Socket } from 'socket.io'
import { fullBucket, takeToken } from '../../limits/socket-bucket.ts'
import type { Careful } from '../../warnings/careful.ts'

/**
 * Checks every packet of a socket first: each command costs a token, and only known events pass. A client that floods
 * or sends something unknown is disconnected.
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
}
