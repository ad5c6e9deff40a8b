import type { PostgresPool } from 'kysely'
import pg from 'pg'
import { StoreAway } from '../../ports/store-away.ts'
import { HeardClient, watched } from './postgres-connection.ts'

/** How long a connection, and then each statement, may take before the database counts as away. */
const PATIENCE_MS = 5_000

/** A pool whose failures to reach the server surface as StoreAway, and whose broken connections are dropped. */
export function openPool(connectionString: string): PostgresPool {
  const pool = new pg.Pool({
    connectionString: withExplicitSslMode(connectionString),
    Client: HeardClient,
    types: { getTypeParser },
    keepAlive: true,
    connectionTimeoutMillis: PATIENCE_MS,
    statement_timeout: PATIENCE_MS,
    // The server's own timeout comes first; this one is for a server that says nothing at all.
    query_timeout: PATIENCE_MS + 1_000,
    // What a frozen node locked must not stay locked.
    idle_in_transaction_session_timeout: 2 * PATIENCE_MS, // [S104]
  })
  // A connection that breaks is replaced at its next use.
  pool.on('error', () => {})
  return {
    connect: async () => watched(await pool.connect().catch(away)),
    end: () => pool.end(),
  }
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
