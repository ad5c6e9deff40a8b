import type { Server as HttpServer } from 'node:http'
import { Server } from 'socket.io'
import { PROTOCOL_VERSION } from '../../../shared/protocol.ts'
import type { AnyChannel } from '../../requests/channel.ts'
import { closeWhenLeft } from './close-when-left.ts'
import { judgeEntry } from './entering.ts'
import { createPageParser } from './page-parser.ts'
import { type ChannelDeps, serveChannel } from './serve-channel.ts'
import { openDoor, type UpgradeDeps } from './upgrade.ts'

interface SocketDeps extends ChannelDeps {
  /** All channels. */
  readonly channels: readonly AnyChannel[]
  readonly upgrades: UpgradeDeps
}

export interface ServedSockets {
  /** Tells every page to reconnect. Resolves when all sockets are closed and done with. */
  close(): Promise<void>
}

/**
 * A Socket.IO server that is not attached to an HTTP server yet. Connection state recovery stays off: its id is a
 * bearer token that can be replayed, and by default it skips the middlewares.
 */
export function createIo(channels: readonly string[]): Server {
  return new Server({
    serveClient: false,
    transports: ['websocket'],
    connectTimeout: 5_000,
    parser: createPageParser(channels),
  })
}

/** Serves all channels behind the one guarded upgrade of an HTTP server. */
export function serveSockets(io: Server, http: HttpServer, deps: SocketDeps): ServedSockets {
  const { channels, careful } = deps
  const left = channels.map((channel) => {
    judgeEntry(io.of(channel.name), careful, (socket) =>
      socket.handshake.auth.v === PROTOCOL_VERSION ? null : 'protocol_version',
    )
    closeWhenLeft(io.of(channel.name), careful)
    return serveChannel(io, channel, deps)
  })
  const door = openDoor(http, deps.upgrades)
  io.bind(door.engine)
  return {
    async close() {
      for (const { name } of channels) io.of(name).local.emit('bye', 'restarting')
      door.close()
      await io.close()
      await Promise.all(left.map((done) => done()))
    },
  }
}
