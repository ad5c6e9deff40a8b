import { setTimeout as wait } from 'node:timers/promises'
import { CompiledQuery, type DatabaseConnection, SqliteDriver } from 'kysely'
import { StoreAway } from '../../ports/store-away.ts'

/** How long a writer waits for another process to finish its transaction. */
const PATIENCE_MS = 5_000
const RETRY_MS = 5

/** What an outage of the disk looks like; anything else is a fault of ours. */
const AWAY = /^SQLITE_(IOERR|FULL|CANTOPEN)/

/**
 * Kysely's driver, with two differences. Transactions begin as writers: one that began as a reader could be
 * refused at its first write, with no way on but to start again. And a database that another process is
 * writing to is waited for without stopping this process; SQLite itself would sleep in our only thread.
 */
export class PatientSqliteDriver extends SqliteDriver {
  override async acquireConnection(): Promise<DatabaseConnection> {
    const connection = await super.acquireConnection()
    return {
      executeQuery: (query) => whenFree(() => connection.executeQuery(query)),
      streamQuery: (query, chunkSize) => connection.streamQuery(query, chunkSize),
    }
  }

  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'))
  }
}

/** Runs a statement again until the database is free. Throws StoreAway when that takes too long. */
export async function whenFree<Result>(statement: () => Promise<Result> | Result): Promise<Result> {
  const deadline = performance.now() + PATIENCE_MS
  for (;;) {
    try {
      return await statement()
    } catch (error) {
      const code = String((error as { code?: unknown }).code)
      const busy = code.startsWith('SQLITE_BUSY')
      if (AWAY.test(code) || (busy && performance.now() > deadline))
        throw new StoreAway('sql', { cause: error })
      if (!busy) throw error
    }
    await wait(RETRY_MS)
  }
}
