import type { Server as HttpServer, IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { Server as Engine } from 'engine.io'
import { MAX_PAYLOAD_BYTES } from '../../shared/protocol.ts'
import { StoreAway } from '../ports/store-away.ts'
import type { Guard } from '../throttle/guard.ts'
import { createHeldSockets } from '../throttle/held-sockets.ts'
import type { Network } from '../throttle/network.ts'
import type { ReadWhereabouts } from '../throttle/whereabouts.ts'
import { boundWebSockets } from './bound-web-sockets.ts'
import { guardConnection } from './guard-connection.ts'

const PATH = '/socket.io/'

export interface UpgradeDeps {
  readonly origins: readonly string[]
  readonly whereabouts: ReadWhereabouts
  readonly guard: Pick<Guard, 'connecting'>
  /** Open sockets of this node at most; above it the upgrade is answered with 503. */
  readonly mostSockets: number
}

/**
 * The only door to the sockets. The engine is not attached to the HTTP server, so there is no long polling
 * and no path past these checks; Socket.IO's own `cors` and `allowRequest` guard neither (its
 * `allowRequest` is not called for a handshake that names a session).
 */
export function openUpgrades(http: HttpServer, deps: UpgradeDeps): Engine {
  const engine = new Engine({
    transports: ['websocket'],
    allowUpgrades: false,
    perMessageDeflate: false,
    httpCompression: false,
    maxHttpBufferSize: MAX_PAYLOAD_BYTES,
    // The engine's own answer is Buffer-shaped; a page that never says a word is closed sooner by us.
    upgradeTimeout: 5_000,
  })
  boundWebSockets(engine)
  engine.on('connection', guardConnection)
  const held = createHeldSockets(deps.mostSockets)
  async function letIn(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    const { network } = deps.whereabouts(request)
    const status = await judge(request, network, engine, deps)
    if (status !== 101) return refuse(socket, status)
    if (!held.hold(network, socket)) return refuse(socket, 429)
    engine.handleUpgrade(request, socket, head)
  }
  http.on('upgrade', (request, socket, head) => {
    socket.on('error', () => socket.destroy())
    letIn(request, socket, head).catch(() => refuse(socket, 503))
  })
  return engine
}

/** 101 to go on, or the status to refuse with before any WebSocket exists. */
async function judge(
  request: IncomingMessage,
  network: Network,
  engine: Engine,
  deps: UpgradeDeps,
): Promise<number> {
  const url = new URL(request.url ?? '/', 'http://rekey.invalid')
  if (url.pathname !== PATH) return 404
  if (!deps.origins.includes(request.headers.origin ?? '')) return 403 // [P40]
  if (url.searchParams.has('sid')) return 400 // [P41]
  if (engine.clientsCount >= deps.mostSockets) return 503 // [P64]
  return (await mayConnect(network, deps)) ? 101 : 429
}

/** With the limit store away people may still connect: the page has to be able to tell them so. */
async function mayConnect(network: Network, { guard }: UpgradeDeps): Promise<boolean> {
  try {
    return (await guard.connecting(network)).allowed
  } catch (error) {
    if (error instanceof StoreAway) return true
    throw error
  }
}

const REASONS: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  403: 'Forbidden',
  404: 'Not Found',
  429: 'Too Many Requests',
  503: 'Service Unavailable',
}

function refuse(socket: Duplex, status: number): void {
  socket.end(`HTTP/1.1 ${status} ${REASONS[status]}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}
