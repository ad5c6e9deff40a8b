import type { Socket as EngineSocket } from 'engine.io'
import { PACKET_BUCKET } from '../throttle/numbers.ts'
import { fullBucket, takeToken } from '../throttle/socket-bucket.ts'

/**
 * Counts every packet of a connection. Socket.IO answers some by itself, such as each wish to enter a
 * namespace, whose session we look up: those come by no guard of a namespace.
 */
export function guardConnection(connection: EngineSocket): void {
  let bucket = fullBucket(performance.now(), PACKET_BUCKET)
  connection.on('packet', () => {
    const rest = takeToken(bucket, performance.now(), PACKET_BUCKET)
    bucket = rest ?? bucket
    if (!rest) connection.close(true) // [P56]
  })
}
