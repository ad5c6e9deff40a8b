import { createServer } from 'node:http'
import type { Socket } from 'node:net'
import type { Logger } from 'pino'
import type { Config } from '../config/config.ts'
import type { Lifetimes } from '../pairing/lifetimes.ts'
import { serveSockets } from '../sockets/serve-sockets.ts'
import { compose } from './compose.ts'
import { keepHouse } from './housekeeping.ts'
import { listen } from './listen.ts'
import { type LogOutput, watchLog } from './logger.ts'
import { type OwnParts, openStores, type Stores } from './open-stores.ts'

/** Sockets of one node at most; with 20,000 live pages per deployment, one node can hold them all. */
const MOST_SOCKETS = 25_000

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
  const { io, app, pairing, peers, tally, warnings, careful, peerAddresses, feed } = composed
  if (logOutput) watchLog(logOutput, warnings)
  const http = createServer(app)
  // Before anything is read of it: nobody could say later where it came from.
  const arrive = (connection: Socket) => {
    const isKnown = peerAddresses.note(connection)
    if (!isKnown) connection.destroy() // [H11]
  }
  http.on(
    'connection',
    careful('a new connection', arrive, (connection) => connection.destroy()),
  )
  const sockets = serveSockets(io, http, {
    pairing,
    peers,
    sessions: stores.sql.sessions,
    admin: feed,
    upgrades: { ...peers, origins: config.rp, guard: pairing.guard, mostSockets: MOST_SOCKETS },
  })
  const retention = { auditMs: config.auditMs }
  const stopHouse = keepHouse(stores.sql, pairing.lives, retention, log, { warnings, careful })
  try {
    await listen(http, config.port, warnings)
  } catch (error) {
    stopHouse()
    await sockets.close()
    throw error
  }
  return {
    async close() {
      stopHouse()
      const closed = new Promise((resolve) => http.close(resolve))
      http.closeIdleConnections()
      await sockets.close()
      http.closeAllConnections()
      await closed
      await tally.close()
      await stores.close()
    },
  }
}
