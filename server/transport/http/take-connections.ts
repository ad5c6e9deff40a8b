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

/** The time limits of a connection, in milliseconds. */
export const CONNECTION_TIMES = {
  /** For the head of a request, counted from the time that the connection is open, also if nothing is ever sent. */
  headersTimeout: 10_000, // [H24]
  /** For the body; see MOST_BODY_BYTES. */
  requestTimeout: 30_000,
  connectionsCheckingInterval: 2_000,
  /**
   * Longer than load balancers keep an idle connection (60 s), so that none sends a request into one that we are
   * closing.
   */
  keepAliveTimeout: 75_000, // [H60]
} as const

/** For an idle connection of a trusted proxy. Longer than any proxy that we know of keeps one (Envoy: an hour). */
export const PROXY_IDLE_MS = 3_660_000

/** How long an answer may wait if nobody reads it. Milliseconds. */
const UNREAD_MS = 60_000
/** How long an answer may take if it is read slowly. Our largest, 1 MB, then needs 8 kB a second. Milliseconds. */
const ANSWER_MS = 120_000
const MOST_REQUESTS = 1_000

/**
 * Accepts connections while there is room for them, counts them while they are open, and has their requests answered,
 * one at a time. A client that sends the next request before the answer (RFC 9112, section 9.3.2; no browser or proxy
 * does) is disconnected. The queued answers would not notice that their connection has ended, and would keep the
 * files and the memory that they use.
 */
export function takeConnections(http: Server, deps: ConnectionDeps): void {
  const { peerAddresses, peerNetwork, readContext, held, careful, answer } = deps
  const { answerMs = ANSWER_MS, proxyIdleMs = PROXY_IDLE_MS } = deps
  http.timeout = UNREAD_MS
  http.maxRequestsPerSocket = MOST_REQUESTS
  // Before anything is read: later the address could be gone.
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
          // The number of idle connections is limited above. For strangers and hidden proxies the time is limited
          // too.
          if (peerNetwork(socket) === null) socket.setTimeout(proxyIdleMs) // [H61]
        }),
      )
      answer(request, response)
    }),
  )
  // A request with any other `Expect` (RFC 9110, section 10.1.1) is treated like every request.
  http.on(
    'checkExpectation',
    careful('an expectation', (request, response) => http.emit('request', request, response)),
  )
  // A connection that became a WebSocket is never idle. Its own limits are in transport/sockets.
  http.on(
    'upgrade',
    careful('an upgraded connection', (request) => {
      const isFree = held.begin(readContext(request).network, request.socket)
      if (!isFree) request.socket.destroy() // [H53]
    }),
  )
}
