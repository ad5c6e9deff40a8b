import type { Server as HttpServer, IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { Server as Engine, type Socket as EngineSocket } from 'engine.io'
import { MAX_PAYLOAD_BYTES } from '../../../shared/protocol.ts'
import { StoreAway } from '../../errors/store-away.ts'
import type { Guard } from '../../limits/guard.ts'
import { createHeldSockets } from '../../limits/held-sockets.ts'
import { type Origins, originsWith } from '../../passkeys/origin-rights.ts'
import type { ReadRequestContext, RequestContext } from '../../requests/request-context.ts'
import type { Careful } from '../../warnings/careful.ts'
import type { ReachCheck } from '../../warnings/reach-check.ts'
import { boundWebSockets } from './bound-web-sockets.ts'
import { guardConnection } from './guard-connection.ts'

const PATH = '/socket.io/'
const BASE = 'http://rekey.invalid'

export interface UpgradeDeps {
  readonly origins: Origins
  readonly readContext: ReadRequestContext
  readonly guard: Pick<Guard, 'connecting'>
  /** The most open sockets of this node. Above it, the upgrade is answered with 503. */
  readonly mostSockets: number
  readonly careful: Careful
  readonly reach: Pick<ReachCheck, 'onLetIn' | 'onElsewhere'>
}

export interface Door {
  readonly engine: Engine
  /** Closes all open sockets and lets no more in. */
  close(): void
}

/**
 * The only way to the sockets. The engine is not attached to the HTTP server, so there is no long polling and no path
 * around these checks. Socket.IO's own `cors` and `allowRequest` protect neither (its `allowRequest` is not called
 * for a handshake that names a session).
 */
export function openDoor(http: HttpServer, deps: UpgradeDeps): Door {
  const engine = createEngine(deps.careful)
  const held = createHeldSockets(deps.mostSockets)
  const waiting = new Set<Duplex>()
  async function whileHere<Result>(socket: Duplex, judging: Promise<Result>): Promise<Result> {
    // A client may not send anything before it is let in. If it does, or leaves, we don't wait for it.
    const end = () => socket.destroy()
    waiting.add(socket)
    socket.on('data', end).on('end', end) // [P66]
    try {
      return await judging
    } finally {
      waiting.delete(socket)
      socket.off('data', end).off('end', end)
    }
  }
  async function letIn(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    // First of all, because a connection that fails without a listener would end the process.
    socket.on('error', () => socket.destroy())
    const status = misdirected(request, deps.origins)
    if (status === 403) deps.reach.onElsewhere(request.headers.origin) // [H73]
    if (status !== null) return refuse(socket, status)
    if (head.length > 0) return refuse(socket, 400) // [P69]
    const context = deps.readContext(request)
    // Held from here on: a client that waits for its turn takes a place, and the number of places is limited.
    const hold = held.hold(context.network, socket)
    if (hold !== 'held') return refuse(socket, hold === 'full' ? 503 : 429)
    const allowed = await whileHere(socket, mayConnect(context, deps.guard))
    if (socket.destroyed) return
    if (!allowed) return refuse(socket, 429)
    deps.reach.onLetIn()
    engine.handleUpgrade(request, socket, head)
  }
  http.on(
    'upgrade',
    deps.careful('an upgrade', letIn, (_request, socket) => refuse(socket, 503)),
  )
  return {
    engine,
    close() {
      for (const socket of waiting) socket.destroy()
      engine.close()
    },
  }
}

function createEngine(careful: Careful): Engine {
  const engine = new Engine({
    transports: ['websocket'],
    allowUpgrades: false,
    perMessageDeflate: false,
    httpCompression: false,
    maxHttpBufferSize: MAX_PAYLOAD_BYTES,
    // Not reached: a client that never sends anything is closed by us before.
    upgradeTimeout: 5_000,
  })
  boundWebSockets(engine)
  engine.on(
    'connection',
    careful(
      'guarding a connection',
      (connection: EngineSocket) => guardConnection(connection, careful),
      (connection) => connection.close(true),
    ),
  )
  return engine
}

/** The status for a request that no page of ours sends, or null. */
function misdirected({ url = '/', headers }: IncomingMessage, origins: Origins): number | null {
  if (headers.upgrade?.toLowerCase() !== 'websocket') return 426 // [P98]
  if (!URL.canParse(url, BASE)) return 400 // [P70]
  const { pathname, searchParams } = new URL(url, BASE)
  if (pathname !== PATH) return 404
  if (!originsWith('everything', origins).includes(headers.origin ?? '')) return 403 // [P40]
  if (searchParams.has('sid')) return 400 // [P41]
  return null
}

/** While the limit store is away, clients may still connect, because the page has to tell them so. */
async function mayConnect(context: RequestContext, guard: UpgradeDeps['guard']): Promise<boolean> {
  try {
    return (await guard.connecting(context)).allowed
  } catch (error) {
    if (error instanceof StoreAway) return true
    throw error
  }
}

const REASONS: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  403: 'Forbidden',
  404: 'Not Found',
  426: 'Upgrade Required',
  429: 'Too Many Requests',
  503: 'Service Unavailable',
}

/** Closed by us. Otherwise the client could keep it open as long as it likes. */
function refuse(socket: Duplex, status: number): void {
  // RFC 9110, section 15.5.22: a 426 names the protocol that is expected.
  const spoken = status === 426 ? ', Upgrade\r\nUpgrade: websocket' : ''
  const later = status === 429 || status === 503 ? '\r\nRetry-After: 5' : '' // [H91]
  const answer = `HTTP/1.1 ${status} ${REASONS[status]}\r\nConnection: close${spoken}${later}\r\nContent-Length: 0\r\n\r\n`
  socket.end(answer, () => socket.destroy()) // [P65]
}
