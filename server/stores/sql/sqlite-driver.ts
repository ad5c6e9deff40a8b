import { setTimeout as wait } from 'node:timers/promises'
import {
  type CompiledQuery,
  type DatabaseConnection,
  type QueryResult,
  SelectQueryNode,
  SqliteDriver,
} from 'kysely'
import type Sqlite from 'libsql'
import { StoreAway } from '../../ports/store-away.ts'

/** How long a writer waits for another process to finish its transaction. */
const PATIENCE_MS = 5_000
const RETRY_MS = 5

/** What an outage of the disk looks like, and a wait that took too long; anything else is a fault of ours. */
const AWAY = /^SQLITE_(BUSY|IOERR|FULL|CANTOPEN)/

/**
 * Kysely's driver for a file that other processes use too. Every write, in a transaction or alone, takes the
 * write lock first: a transaction that began as a reader could be refused at its first write, with no way on
 * but to start again. And the lock is waited for without stopping this process.
 */
export class SharedSqliteDriver extends SqliteDriver {
  readonly #database: Sqlite.Database

  constructor(database: Sqlite.Database) {
    super({ database })
    this.#database = database
  }

  override async acquireConnection(): Promise<DatabaseConnection> {
    const connection = await super.acquireConnection()
    return {
      executeQuery: <Row>(query: CompiledQuery) => this.#execute<Row>(connection, query),
      streamQuery: (query, chunkSize) => connection.streamQuery(query, chunkSize),
    }
  }

  override async beginTransaction(): Promise<void> {
    await takeWriteLock(this.#database)
  }

  override async commitTransaction(): Promise<void> {
    orAway(() => this.#database.exec('commit'))
  }

  override async rollbackTransaction(): Promise<void> {
    // SQLite has rolled back by itself after some errors, such as a full disk.
    if (this.#database.inTransaction) this.#database.exec('rollback')
  }

  async #execute<Row>(connection: DatabaseConnection, query: CompiledQuery): Promise<QueryResult<Row>> {
    const execute = () => orAway(() => connection.executeQuery<Row>(query))
    if (this.#database.inTransaction || SelectQueryNode.is(query.query)) return execute()
    await this.beginTransaction()
    try {
      const result = await execute()
      await this.commitTransaction()
      return result
    } catch (error) {
      await this.rollbackTransaction()
      throw error
    }
  }
}

/**
 * By `exec` and nothing else: a prepared statement of libsql that once found the database busy stays half
 * done, and keeps every later transaction from its commit, until it is garbage collected
 * (tursodatabase/libsql-js#238).
 */
async function takeWriteLock(database: Sqlite.Database): Promise<void> {
  await whenFree(() => database.exec('begin immediate'))
}

/** Runs `attempt` again until the database is free. Throws StoreAway when that takes too long. */
export async function whenFree(attempt: () => unknown): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS
  for (;;) {
    try {
      attempt()
      return
    } catch (error) {
      if (!codeOf(error).startsWith('SQLITE_BUSY') || performance.now() > deadline) throw awayOr(error)
    }
    await wait(RETRY_MS)
  }
}

function orAway<Result>(attempt: () => Result): Result {
  try {
    return attempt()
  } catch (error) {
    throw awayOr(error)
  }
}

function awayOr(error: unknown): unknown {
  return AWAY.test(codeOf(error)) ? new StoreAway('sql', { cause: error }) : error
}

function codeOf(error: unknown): string {
  return String((error as { readonly code?: unknown }).code)
}
