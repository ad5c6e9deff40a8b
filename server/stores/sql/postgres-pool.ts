import type { PostgresPool, PostgresPoolClient } from 'kysely'
import pg from 'pg'
import { StoreAway } from '../../ports/store-away.ts'

/** How long a connection, and then each statement, may take before the database counts as away. */
const PATIENCE_MS = 5_000

/**
 * SQLSTATE classes and codes of a server that cannot serve now: connection, resources, operator
 * intervention (with statement timeout), lock timeout, a transaction left idle.
 */
const AWAY = /^(08|53|57|55P03|25P03)/

/** A pool whose failures to reach the server surface as StoreAway, and whose broken connections are dropped. */
export function openPool(connectionString: string): PostgresPool {
  const pool = new pg.Pool({
    connectionString: withExplicitSslMode(connectionString),
    types: { getTypeParser },
    keepAlive: true,
    connectionTimeoutMillis: PATIENCE_MS,
    statement_timeout: PATIENCE_MS,
    // The server's own timeout comes first; this one is for a server that says nothing at all.
    query_timeout: PATIENCE_MS + 1_000,
    // What a killed node locked must not stay locked.
    idle_in_transaction_session_timeout: 2 * PATIENCE_MS,
  })
  // A connection that breaks is replaced at its next use. Unheard, its error would end the process: an idle one
  // tells the pool, and one that is in use tells nobody but itself.
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  return {
    connect: async () => watched(await pool.connect().catch(rethrow)),
    end: () => pool.end(),
  }
}

/**
 * `pg` checks the certificate in these modes too, and warns that a later version will not. We say what is
 * meant: who wants them as libpq has them says so with `uselibpqcompat=true`.
 */
export function withExplicitSslMode(url: string): string {
  if (/[?&]uselibpqcompat=true\b/.test(url)) return url
  return url.replace(/([?&]sslmode=)(prefer|require|verify-ca)(?=&|#|$)/, '$1verify-full')
}

function watched(client: pg.PoolClient): PostgresPoolClient {
  let broken = false
  const query = async (sql: string, parameters: readonly unknown[]) => {
    try {
      return await client.query(sql, [...parameters])
    } catch (error) {
      broken ||= isAway(error)
      return rethrow(error)
    }
  }
  // Kysely's other signature is for cursors, which only streams use; there are none here.
  return { query: query as unknown as PostgresPoolClient['query'], release: () => client.release(broken) }
}

function isAway(error: unknown): boolean {
  return !(error instanceof pg.DatabaseError) || AWAY.test(error.code ?? '')
}

function rethrow(error: unknown): never {
  throw isAway(error) ? new StoreAway('sql', { cause: error }) : error
}

/** Milliseconds and counters fit a double; `pg` would give int8 as text. */
function getTypeParser(oid: number, format?: 'text' | 'binary') {
  return oid === pg.types.builtins.INT8 ? Number : pg.types.getTypeParser(oid, format)
}
