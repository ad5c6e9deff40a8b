import type { EventEmitter } from 'node:events'
import type { Socket as EngineSocket } from 'engine.io'
import { PACKET_BUCKET } from '../throttle/numbers.ts'
import { fullBucket, takeToken } from '../throttle/socket-bucket.ts'
import type { Careful } from '../warnings/careful.ts'

/**
 * Counts every packet of a connection, and the pings of WebSocket itself. Socket.IO answers some by itself,
 * such as each wish to enter a namespace, whose session we look up: those come by no guard of a namespace.
 * A ping is answered with its own bytes: for somebody who never reads, they would pile up here without end.
 */
export function guardConnection(connection: EngineSocket, careful: Careful): void {
  let bucket = fullBucket(performance.now(), PACKET_BUCKET)
  const count = careful('counting a packet', () => {
    const rest = takeToken(bucket, performance.now(), PACKET_BUCKET)
    bucket = rest ?? bucket
    if (!rest) connection.close(true) // [P56]
  })
  connection.on('packet', count)
  for (const frame of ['ping', 'pong']) webSocketOf(connection).on(frame, count) // [P61]
}

function webSocketOf({ transport }: EngineSocket): EventEmitter {
  return (transport as unknown as { socket: EventEmitter }).socket
}
