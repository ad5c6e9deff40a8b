import { setTimeout as wait } from 'node:timers/promises'
import type { PostgresPoolClient } from 'kysely'
import pg from 'pg'
import { StoreAway } from '../../ports/store-away.ts'

/**
 * SQLSTATE classes and codes of a server that cannot serve now: connection, a standby that was taken for the
 * primary, a transaction left idle, lost to others for as long as we try, resources, lock timeout, operator
 * intervention (with statement timeout), the disk, damaged data.
 */
const AWAY = /^(08|25006|25P03|40001|53|55P03|57|58|XX00)/

/** What PostgreSQL calls the place in its code where a commit waits for the synchronous standby. */
const WAIT_FOR_STANDBY = 'SyncRepWaitForLSN'

/** How long a connection, and then each statement, may take before the database counts as away. */
export const PATIENCE_MS = 5_000

/** At most, before what lost runs again: those that lost together do not come back together. */
const LOST_PAUSE_MS = 20

/**
 * What a transaction needs rides in its first message: behind a pooler each may have another connection. The
 * isolation is what the queries are written for, whatever the database or the role has for a default.
 */
const BEGIN = [
  'begin',
  'set transaction isolation level read committed', // [S182]
  `set local statement_timeout = ${PATIENCE_MS}`, // [S181]
  // What a frozen node locked must not stay locked.
  `set local idle_in_transaction_session_timeout = ${2 * PATIENCE_MS}`, // [S104]
].join(';')

/** Hears its own errors from its birth: what breaks while nobody else listens would end the process. */
export class HeardClient extends pg.Client {
  constructor(config?: pg.ClientConfig) {
    super(config)
    this.on('error', () => {}) // [S100]
  }
}

/**
 * A connection of the pool as Kysely uses it. Once it failed it is asked nothing more: the pool drops it, and
 * the server rolls back what was open on it.
 */
export function watched(client: pg.PoolClient): PostgresPoolClient {
  let broken: StoreAway | null = null
  let standbyMissed = false
  const hear = ({ routine }: { routine?: string | undefined }) => {
    standbyMissed ||= routine === WAIT_FOR_STANDBY
  }
  client.on('notice', hear)
  let isAlone = true
  /** Where the default is SERIALIZABLE, one statement by itself can lose to another; nothing of it is left then. */
  const ask = async (sql: string, parameters: readonly unknown[]) => {
    for (const deadline = performance.now() + PATIENCE_MS; ; ) {
      try {
        return await client.query(sql, [...parameters])
      } catch (error) {
        const hasLost = isAlone && (error as { readonly code?: unknown }).code === '40001' // [S193]
        if (!hasLost || performance.now() > deadline) throw error
        await wait(Math.random() * LOST_PAUSE_MS) // [S198]
      }
    }
  }
  const query = async (sql: string, parameters: readonly unknown[]) => {
    // A ROLLBACK behind a statement that hangs would hang as long again.
    if (broken) throw broken // [S101]
    try {
      const result = await ask(sql === 'begin' ? BEGIN : sql, parameters)
      if (sql === 'begin' || sql === 'commit' || sql === 'rollback') isAlone = sql !== 'begin'
      if (sql === 'commit' && result.command !== 'COMMIT') throw new Error('PostgreSQL rolled back instead.') // [S102]
      if (standbyMissed) throw new Error('The commit is on the primary alone.') // [S103]
      return result
    } catch (error) {
      if (!isAway(error)) throw error
      broken = new StoreAway('sql', { cause: error })
      throw broken
    }
  }
  return {
    // Kysely's other signature is for cursors, which only streams use; there are none here.
    query: query as unknown as PostgresPoolClient['query'],
    release() {
      client.off('notice', hear)
      client.release(broken !== null)
    },
  }
}

function isAway(error: unknown): boolean {
  return !(error instanceof pg.DatabaseError) || AWAY.test(error.code ?? '')
}
