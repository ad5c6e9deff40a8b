import type { RequestListener, Server } from 'node:http'
import type { Socket } from 'node:net'
import type { HeldConnections } from '../../limits/held-connections.ts'
import type { PeerAddresses } from '../../requests/peer-addresses.ts'
import type { PeerNetwork } from '../../requests/peer-network.ts'
import type { ReadRequestContext } from '../../requests/request-context.ts'
import type { Careful } from '../../warnings/careful.ts'

interface ConnectionDeps {
  readonly peerAddresses: PeerAddresses
  readonly peerNetwork: PeerNetwork
  readonly readContext: ReadRequestContext
  readonly held: HeldConnections
  readonly careful: Careful
  /** Answers a request. */
  readonly answer: RequestListener
  /** See ANSWER_MS. */
  readonly answerMs?: number
  /** See PROXY_IDLE_MS. */
  readonly proxyIdleMs?: number
}

/** How long a connection may take, in milliseconds, and for how many requests it is good. */
export const CONNECTION_TIMES = {
  /** To the end of a head, from the moment that it is there: also one on which nothing is ever sent. */
  headersTimeout: 10_000, // [H24]
  /** To the end of a body; see MOST_BODY_BYTES. */
  requestTimeout: 30_000,
  connectionsCheckingInterval: 2_000,
  /** Longer than load balancers keep one (60 s), so that none sends a request into one that we close. */
  keepAliveTimeout: 75_000, // [H60]
} as const

/** A connection of a trusted proxy waits longer than any proxy that we know of keeps one (Envoy: an hour). */
export const PROXY_IDLE_MS = 3_660_000

/** An answer that is not read is not waited for without end. Milliseconds. */
const UNREAD_MS = 60_000
/** Nor is one that is read a byte at a time. Our largest, of 1 MB, has 8 kB a second. Milliseconds. */
const ANSWER_MS = 120_000
const MOST_REQUESTS = 1_000

/**
 * Takes connections while there is room for them, counts them while they are open, and has their requests
 * answered, one at a time. Whoever sends the next before the answer (RFC 9112, section 9.3.2; no browser or proxy
 * does) is closed: the answers that queue hear nothing of the end of their connection, and would hold the files
 * and the memory that they were begun with.
 */
export function takeConnections(http: Server, deps: ConnectionDeps): void {
  const { peerAddresses, peerNetwork, readContext, held, careful, answer } = deps
  const { answerMs = ANSWER_MS, proxyIdleMs = PROXY_IDLE_MS } = deps
  http.timeout = UNREAD_MS
  http.maxRequestsPerSocket = MOST_REQUESTS
  // Before anything is read of it: nobody could say later where it came from.
  const arrive = (connection: Socket) => {
    const isKnown = peerAddresses.note(connection)
    if (!isKnown) return void connection.destroy() // [H11]
    const hasRoom = held.arrive(peerNetwork(connection), connection)
    if (!hasRoom) connection.destroy() // [L41]
  }
  http.on(
    'connection',
    careful('a new connection', arrive, (connection) => connection.destroy()),
  )
  http.on(
    'request',
    careful('a request of a connection', (request, response) => {
      const { socket } = request
      if (!response.socket) return void socket.destroy() // [H40]
      held.begin(readContext(request).network, socket)
      const giveUp = careful('an answer that takes too long', () => {
        socket.destroy() // [H50]
      })
      const tooLong = setTimeout(giveUp, answerMs).unref()
      response.once(
        'close',
        careful('an answered connection', () => {
          clearTimeout(tooLong)
          held.end(socket)
          // How many may be idle is bounded above; a stranger's and a hidden proxy's also by time.
          if (peerNetwork(socket) === null) socket.setTimeout(proxyIdleMs) // [H61]
        }),
      )
      answer(request, response)
    }),
  )
  // Whatever else is expected of us (RFC 9110, section 10.1.1), it is a request like any other.
  http.on(
    'checkExpectation',
    careful('an expectation', (request, response) => http.emit('request', request, response)),
  )
  // One that became a WebSocket is never idle: what it may do is bounded there.
  http.on(
    'upgrade',
    careful('an upgraded connection', (request) => {
      const isFree = held.begin(readContext(request).network, request.socket)
      if (!isFree) request.socket.destroy() // [H53]
    }),
  )
}
