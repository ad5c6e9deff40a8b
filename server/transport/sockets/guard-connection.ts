import type { EventEmitter } from 'node:events'
import type { Socket as EngineSocket } from 'engine.io'
import { PACKET_BUCKET } from '../../limits/numbers.ts'
import { fullBucket, takeToken } from '../../limits/socket-bucket.ts'
import type { Careful } from '../../warnings/careful.ts'

/** How many bytes may wait for a slow reader before its connection is closed. */
const MOST_BUFFERED = 64 * 1024

/** The memory that a waiting message takes beside its text, in bytes. */
const PER_MESSAGE = 256

/** An empty answer to a ping counts as two bytes but takes 400 while it waits, so only a few may wait. */
const MOST_BUFFERED_AT_A_PING = 1024

/** The Engine.IO packets that a page sends: messages, and answers to our pings. */
const SENT_BY_PAGES: readonly string[] = ['message', 'pong']

interface WebSocket extends EventEmitter {
  readonly bufferedAmount: number
  terminate(): void
}

/** What the package keeps for each connection. */
interface Inside {
  readonly transport: { readonly socket: WebSocket }
  readonly writeBuffer: readonly { readonly data?: string }[]
}

/**
 * Counts every packet of a connection, and the pings of WebSocket itself. Socket.IO answers some packets itself, such
 * as a request to enter a namespace, for which we look up the session; the guard of a namespace does not see those. A
 * ping is answered with its own bytes. For a client that never reads, those answers would pile up without end, and so
 * would events and acknowledgements.
 */
export function guardConnection(connection: EngineSocket, careful: Careful): void {
  const inside = connection as unknown as Inside
  const webSocket = inside.transport.socket
  /** Without a closing handshake, which a client could delay while it goes on sending. */
  const end = () => {
    connection.close(true)
    webSocket.terminate()
  }
  let bucket = fullBucket(performance.now(), PACKET_BUCKET)
  const count = careful('counting a packet', () => {
    const rest = takeToken(bucket, performance.now(), PACKET_BUCKET)
    bucket = rest ?? bucket
    if (!rest) end() // [P56]
  })
  const judge = ({ type }: { readonly type: string }) => {
    if (!SENT_BY_PAGES.includes(type)) end() // [P79]
  }
  const look = () => {
    if (unread(inside) > MOST_BUFFERED) end() // [P45]
  }
  const lookAtPing = () => {
    if (webSocket.bufferedAmount > MOST_BUFFERED_AT_A_PING) end() // [P95]
  }
  connection.on('packet', count)
  connection.on('packet', careful('judging a packet', judge, end))
  for (const frame of ['ping', 'pong']) webSocket.on(frame, count) // [P61]
  webSocket.on('ping', careful('looking at a ping', lookAtPing, end))
  connection.on('packetCreate', careful('looking for a slow reader', look, end))
}

/** The bytes that the client has not read yet, in the network and in our memory. */
function unread({ transport, writeBuffer }: Inside): number {
  return (
    writeBuffer.reduce((sum, { data = '' }) => sum + data.length, transport.socket.bufferedAmount) +
    writeBuffer.length * PER_MESSAGE // [P96]
  )
}
