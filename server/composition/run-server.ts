import { createServer, type Server as HttpServer } from 'node:http'
import type { Logger } from 'pino'
import type { Config } from '../config/config.ts'
import type { Lifetimes } from '../pairing/lifetimes.ts'
import { serveSockets } from '../sockets/serve-sockets.ts'
import { compose } from './compose.ts'
import { keepHouse } from './housekeeping.ts'
import { openStores } from './open-stores.ts'

/** Sockets of one node at most; with 20,000 live pages per deployment, one node can hold them all. */
const MOST_SOCKETS = 25_000

export interface Running {
  /** Tells pages to reconnect, finishes what is under way, closes the stores. */
  close(): Promise<void>
}

/** Opens the stores and listens. Throws a sentence when a store or the port cannot be had. */
export async function runServer(config: Config, log: Logger, lives?: Lifetimes): Promise<Running> {
  const stores = await openStores(config, log)
  const { io, app, pairing, peers } = await compose(config, stores, log, lives)
  const http = createServer(app)
  const sockets = serveSockets(io, http, {
    pairing,
    peers,
    sessions: stores.sql.sessions,
    upgrades: { ...peers, origins: config.rp.origins, guard: pairing.guard, mostSockets: MOST_SOCKETS },
  })
  const stopHouse = keepHouse(stores.sql, pairing.lives, log)
  try {
    await listen(http, config.port)
  } catch (error) {
    stopHouse()
    await sockets.close()
    await stores.close()
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
      await stores.close()
    },
  }
}

function listen(http: HttpServer, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    http.once('error', (error: NodeJS.ErrnoException) => {
      const taken = error.code === 'EADDRINUSE'
      const sentence = `Port ${port} is taken by another program. Stop it, or start Rekey with PORT=${port + 1}.`
      reject(taken ? new Error(sentence) : error)
    })
    http.listen(port, resolve)
  })
}
