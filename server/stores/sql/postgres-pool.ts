import { setTimeout as wait } from 'node:timers/promises'
import type { PostgresPool } from 'kysely'
import pg from 'pg'
import { withHost } from '../../config/postgres-address.ts'
import { StoreAway } from '../../ports/store-away.ts'
import { HeardClient, PATIENCE_MS, watched } from './postgres-connection.ts'

/** Between two looks for a connection where the server has no more for us: twice as long each time, up to the last. */
const FULL_PAUSES_MS = { first: 20, last: 500 }

/** A pool whose failures to reach the server surface as StoreAway, and whose broken connections are dropped. */
export function openPool(connectionString: string): PostgresPool {
  let settings: pg.ClientConfig = { statement_timeout: PATIENCE_MS }
  let isServed = false
  const pool = new pg.Pool({
    connectionString: withHost(withExplicitSslMode(connectionString)),
    Client: class extends HeardClient {
      constructor(config?: pg.ClientConfig) {
        super({ ...config, ...settings })
      }
    },
    types: { getTypeParser },
    keepAlive: true,
    connectionTimeoutMillis: PATIENCE_MS,
    // The server's own timeout comes first; this one is for a server that says nothing at all.
    query_timeout: PATIENCE_MS + 1_000,
  })
  // A connection that breaks is replaced at its next use.
  pool.on('error', () => {})
  const connect = async () => {
    let pause = FULL_PAUSES_MS.first
    let wasRefused = false
    for (const deadline = performance.now() + PATIENCE_MS; ; ) {
      try {
        const client = await pool.connect()
        isServed = true
        return client
      } catch (error) {
        // Once only: an address that names the setting asks for it again.
        const isRefused = isPooler(error) && !wasRefused // [S196]
        const mayWait = isFull(error) && isServed && performance.now() < deadline // [S195]
        if (isRefused) {
          wasRefused = true
          settings = {} // [S180]
        } else if (mayWait) await wait(pause)
        else throw error
        pause = Math.min(2 * pause, FULL_PAUSES_MS.last) // [S197]
      }
    }
  }
  return {
    connect: async () => watched(await connect().catch(away)),
    end: () => pool.end(),
  }
}

/** Fewer connections than our pool would take: one of those that we have will be free in a moment. */
function isFull(error: unknown): boolean {
  return error instanceof pg.DatabaseError && error.code === '53300'
}

/** PgBouncer takes no settings with a connection; those of a transaction are in its beginning. */
function isPooler(error: unknown): boolean {
  return error instanceof pg.DatabaseError && error.message.endsWith('startup parameter: statement_timeout')
}

/** While it runs, whatever keeps us from a connection is an outage: also a password that a failover lost. */
function away(error: unknown): never {
  throw new StoreAway('sql', { cause: error })
}

/**
 * `pg` checks the certificate in these modes too, and warns that a later version will not. We say what is
 * meant: who wants them as libpq has them says so with `uselibpqcompat=true`.
 */
export function withExplicitSslMode(url: string): string {
  if (/[?&]uselibpqcompat=true\b/.test(url)) return url
  return url.replace(/([?&]sslmode=)(prefer|require|verify-ca)(?=&|#|$)/, '$1verify-full')
}

/** Milliseconds and counters fit a double; `pg` would give int8 as text. */
function getTypeParser(oid: number, format?: 'text' | 'binary') {
  return oid === pg.types.builtins.INT8 ? Number : pg.types.getTypeParser(oid, format)
}
