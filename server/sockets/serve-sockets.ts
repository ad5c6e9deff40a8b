import type { Server as HttpServer } from 'node:http'
import { Server } from 'socket.io'
import { PROTOCOL_VERSION } from '../../shared/protocol.ts'
import type { PairingDeps } from '../pairing/deps.ts'
import type { SessionStore } from '../ports/session-store.ts'
import { serveAccount } from './account.ts'
import { serveAdmin } from './admin.ts'
import type { FeedDeps } from './admin-feed.ts'
import { hearAnnouncements } from './announcements.ts'
import { type ApproverDeps, serveApprove } from './approve.ts'
import { closeWhenLeft } from './close-when-left.ts'
import { judgeEntry } from './entering.ts'
import { serveLost } from './lost.ts'
import { NAMESPACES, pageParser } from './page-parser.ts'
import { watchSessions } from './session-watch.ts'
import { openDoor, type UpgradeDeps } from './upgrade.ts'

export interface SocketDeps {
  readonly pairing: PairingDeps
  readonly peers: ApproverDeps
  readonly upgrades: UpgradeDeps
  readonly sessions: Pick<SessionStore, 'liveAmong'>
  readonly admin: FeedDeps
}

export interface ServedSockets {
  /** Tells every page to reconnect and resolves when all sockets are closed and their drops are noted. */
  close(): Promise<void>
}

/**
 * A Socket.IO server that is attached to nothing yet. Connection state recovery stays off: its id is a
 * bearer that can be replayed, and by default it skips the middlewares.
 */
export function createIo(): Server {
  return new Server({
    serveClient: false,
    transports: ['websocket'],
    connectTimeout: 5_000,
    parser: pageParser,
  })
}

/** Serves all namespaces behind the one guarded upgrade of an HTTP server. */
export function serveSockets(io: Server, http: HttpServer, deps: SocketDeps): ServedSockets {
  const { careful } = deps.peers
  for (const name of NAMESPACES) {
    judgeEntry(io.of(name), careful, (socket) =>
      socket.handshake.auth.v === PROTOCOL_VERSION ? null : 'protocol_version',
    )
    closeWhenLeft(io.of(name), careful)
  }
  const drained = serveLost(io.of('/lost'), deps.pairing, deps.peers)
  serveApprove(io.of('/approve'), deps.pairing, deps.peers)
  serveAccount(io.of('/account'), deps.peers)
  const stopFeed = serveAdmin(io.of('/admin'), deps.admin, deps.peers)
  hearAnnouncements(io, deps.pairing, careful)
  const door = openDoor(http, deps.upgrades)
  io.bind(door.engine)
  const stopWatching = watchSessions(io, deps.sessions, deps.pairing.log, careful)
  return {
    async close() {
      stopWatching()
      stopFeed()
      for (const name of NAMESPACES) io.of(name).local.emit('bye', 'restarting')
      door.close()
      await io.close()
      await drained()
    },
  }
}
