import { createServer } from 'node:http'
import type { Logger } from 'pino'
import { keepWatch } from '../admin/keep-watch.ts'
import type { Config } from '../config/config.ts'
import { CONNECTION_TIMES, takeConnections } from '../http/take-connections.ts'
import { answerUnread } from '../http/unread-requests.ts'
import type { Lifetimes } from '../pairing/lifetimes.ts'
import { serveSockets } from '../sockets/serve-sockets.ts'
import { createHeldConnections } from '../throttle/held-connections.ts'
import { compose } from './compose.ts'
import { findRoom } from './find-room.ts'
import { keepHouse } from './housekeeping.ts'
import { listen } from './listen.ts'
import { type LogOutput, watchLog } from './logger.ts'
import { type OwnParts, openStores, type Stores } from './open-stores.ts'
import { watchForgetting } from './watch-forgetting.ts'

export interface Running {
  /** Tells pages to reconnect, finishes what is under way, closes the stores. */
  close(): Promise<void>
}

export interface RunOptions extends OwnParts {
  readonly lives?: Lifetimes
  /** Where the log goes, to notice when it cannot. */
  readonly logOutput?: LogOutput
}

/** Opens the stores and listens. Throws a sentence when a store or the port cannot be had. */
export async function runServer(config: Config, log: Logger, options: RunOptions = {}): Promise<Running> {
  const stores = await openStores(config, log, options)
  try {
    return await serveOver(stores, config, log, options)
  } catch (error) {
    await stores.close()
    throw error
  }
}

/** Listens over stores that are open, and closes them in the end. */
export async function serveOver(
  stores: Stores,
  config: Config,
  log: Logger,
  { lives, logOutput }: RunOptions,
): Promise<Running> {
  const composed = await compose(config, stores, log, lives)
  const { io, app, pairing, peers, tally, warnings, careful, feed } = composed
  if (logOutput) watchLog(logOutput, warnings)
  const http = createServer(CONNECTION_TIMES)
  const room = findRoom(warnings)
  const held = createHeldConnections(room.connections)
  answerUnread(http, composed)
  takeConnections(http, { ...composed, ...peers, held, answer: app })
  const sockets = serveSockets(io, http, {
    pairing,
    peers,
    sessions: stores.sql.sessions,
    admin: feed,
    upgrades: { ...composed, ...peers, origins: config.rp, guard: pairing.guard, mostSockets: room.sockets },
  })
  const retention = { auditMs: config.auditMs }
  const stopWatching = await watchForgetting(stores.fast, warnings, careful)
  const stopHouse = keepHouse({ ...pairing, sql: stores.sql, retention, warnings, careful })
  try {
    await listen(http, config, warnings)
  } catch (error) {
    stopHouse()
    stopWatching()
    await sockets.close()
    throw error
  }
  const watch = keepWatch(composed.watch)
  return {
    async close() {
      stopHouse()
      stopWatching()
      const closed = new Promise((resolve) => http.close(resolve))
      http.closeIdleConnections()
      await sockets.close()
      http.closeAllConnections()
      await closed
      await Promise.all([tally.close(), watch.stop()])
      await stores.close()
    },
  }
}
