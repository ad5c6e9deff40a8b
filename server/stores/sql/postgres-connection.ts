import { setTimeout as wait } from 'node:timers/promises'
import type { PostgresPoolClient } from 'kysely'
import pg from 'pg'
import { StoreAway } from '../../errors/store-away.ts'

/**
 * SQLSTATE classes and codes of a server that cannot serve now: a broken connection, a standby that we took for the
 * primary, an idle transaction, a conflict that lasts for as long as we try, resources, lock timeout, operator
 * intervention (which includes statement timeout), the disk, damaged data.
 */
const AWAY = /^(08|25006|25P03|40001|53|55P03|57|58|XX00)/

/** The function of PostgreSQL in which a commit waits for the synchronous standby. */
const WAIT_FOR_STANDBY = 'SyncRepWaitForLSN'

/** How long a connection, and then each statement, may take before the database counts as away. */
export const PATIENCE_MS = 5_000

/** The longest pause before a statement that lost runs again. It is random, so that they do not meet again. */
const LOST_PAUSE_MS = 20

/**
 * The settings of a transaction are in its first message: behind a pooler, each transaction may have another
 * connection. The queries are written for this isolation, whatever the default of the database or the role.
 */
const BEGIN = [
  'begin isolation level read committed', // [S182]
  `set local statement_timeout = ${PATIENCE_MS}`, // [S181]
  // If a node freezes, what it has locked must become free again.
  `set local idle_in_transaction_session_timeout = ${2 * PATIENCE_MS}`, // [S104]
].join(';')

/** The name under which a connection keeps a statement prepared, or none. */
export type NameOf = (sql: string) => { readonly name?: string }

/** Handles its own errors from the beginning. An error that no one listens for would end the process. */
export class HeardClient extends pg.Client {
  constructor(config?: pg.ClientConfig) {
    super(config)
    this.on('error', () => {}) // [S100]
  }
}

/**
 * A connection of the pool as Kysely uses it. After a failure nothing more is sent on it: the pool drops it, and
 * the server rolls back what was open on it.
 */
export function watched(client: pg.PoolClient, nameOf: NameOf): PostgresPoolClient {
  let broken: StoreAway | null = null
  let standbyMissed = false
  const hear = ({ routine }: { routine?: string | undefined }) => {
    standbyMissed ||= routine === WAIT_FOR_STANDBY
  }
  client.on('notice', hear)
  let isAlone = true
  let isOutdated = false
  /** Null once the transaction has begun. */
  let beginning: string | null = null
  /** Where the default is SERIALIZABLE, a single statement can lose to another. Then nothing of it was kept. */
  const ask = async (sql: string, parameters: readonly unknown[]) => {
    for (const deadline = performance.now() + PATIENCE_MS; ; ) {
      try {
        return await answerTo(client, sql, [...parameters], isOutdated ? {} : nameOf(sql))
      } catch (error) {
        isOutdated ||= hasOutdatedPlan(error)
        if (isAlone && hasOutdatedPlan(error)) continue // [S210]
        const hasLost = isAlone && (error as { readonly code?: unknown }).code === '40001' // [S193]
        if (!hasLost || performance.now() > deadline) throw error
        await wait(Math.random() * LOST_PAUSE_MS) // [S198]
      }
    }
  }
  /** A transaction begins with its first statement. They are one message if the statement has no parameters. */
  const send = async (sql: string, parameters: readonly unknown[]) => {
    if (beginning === null) return ask(sql, parameters)
    const message = parameters.length > 0 ? beginning : `${beginning};${sql}` // [S203]
    beginning = null
    const all: unknown = await ask(message, [])
    return parameters.length > 0 ? ask(sql, parameters) : (all as pg.QueryResult[]).at(-1)
  }
  const query = async (sql: string, parameters: readonly unknown[]) => {
    // A ROLLBACK after a statement that hangs would hang just as long.
    if (broken) throw broken // [S101]
    try {
      if (sql === 'begin') {
        beginning = BEGIN
        isAlone = false
        return { rows: [] }
      }
      const result = await send(sql, parameters)
      if (sql === 'commit' || sql === 'rollback') isAlone = true
      if (sql === 'commit' && result?.command !== 'COMMIT') throw new Error('PostgreSQL rolled back instead.') // [S102]
      if (standbyMissed) throw new Error('The commit is on the primary alone.') // [S103]
      return result
    } catch (error) {
      if (!isAway(error)) throw error
      broken = new StoreAway('sql', { cause: error })
      throw broken
    }
  }
  return {
    // The other signature of Kysely is for cursors. Only streams use those, and there are none here.
    query: query as unknown as PostgresPoolClient['query'],
    release() {
      client.off('notice', hear)
      client.release(broken !== null || isOutdated)
    },
  }
}

/** Built from its text, since pg copies a config by its property descriptors, for each statement anew. */
function answerTo(client: pg.PoolClient, sql: string, values: unknown[], name: ReturnType<NameOf>) {
  return new Promise<pg.QueryResult>((resolve, reject) => {
    const query = new pg.Query(sql, values, (error, result) => (error ? reject(error) : resolve(result)))
    client.query(Object.assign(query, name))
  })
}

/** A kept statement met tables that a newer version has changed: "cached plan must not change result type". */
function hasOutdatedPlan(error: unknown): boolean {
  return (error as { readonly routine?: unknown }).routine === 'RevalidateCachedQuery'
}

function isAway(error: unknown): boolean {
  return hasOutdatedPlan(error) || !(error instanceof pg.DatabaseError) || AWAY.test(error.code ?? '')
}
