import { setTimeout as wait } from 'node:timers/promises'
import type { PostgresPool } from 'kysely'
import pg from 'pg'
import { StoreAway } from '../../errors/store-away.ts'
import { withHost } from './postgres-address.ts'
import { HeardClient, PATIENCE_MS, watched } from './postgres-connection.ts'
import { createStatementNames } from './postgres-names.ts'

/** Pauses while the server has no more connections for us: twice as long each time, up to the last. */
const FULL_PAUSES_MS = { first: 20, last: 500 }

/** A pool that throws StoreAway when it cannot reach the server, and drops broken connections. */
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
    // The timeout of the server comes first. This one is for a server that says nothing at all.
    query_timeout: PATIENCE_MS + 1_000,
  })
  const nameOf = createStatementNames()
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
        // Only once: if the address itself has the setting, it is refused again.
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
    async connect() {
      const client = await connect().catch(away)
      try {
        return watched(client, await nameOf(client))
      } catch (error) {
        client.release(true)
        return away(error)
      }
    },
    end: () => pool.end(),
  }
}

/** The server allows fewer connections than the pool wants. One of those that we have will soon be free. */
function isFull(error: unknown): boolean {
  return error instanceof pg.DatabaseError && error.code === '53300'
}

/** PgBouncer accepts no settings when a connection starts. Those of a transaction are in its first message. */
function isPooler(error: unknown): boolean {
  return error instanceof pg.DatabaseError && error.message.endsWith('startup parameter: statement_timeout')
}

/** While Rekey runs, any failure to connect is an outage, even a password that a failover lost. */
function away(error: unknown): never {
  throw new StoreAway('sql', { cause: error })
}

/**
 * `pg` checks the certificate in these modes too, and warns that a later version will not. So we say it explicitly.
 * People who want the modes as libpq has them add `uselibpqcompat=true`.
 */
export function withExplicitSslMode(url: string): string {
  if (/[?&]uselibpqcompat=true\b/.test(url)) return url
  return url.replace(/([?&]sslmode=)(prefer|require|verify-ca)(?=&|#|$)/, '$1verify-full')
}

/** Milliseconds and counters fit into a double; `pg` would give int8 as text. */
function getTypeParser(oid: number, format?: 'text' | 'binary') {
  return oid === pg.types.builtins.INT8 ? Number : pg.types.getTypeParser(oid, format)
}
