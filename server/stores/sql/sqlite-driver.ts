import {
  type CompiledQuery,
  type DatabaseConnection,
  type Driver,
  type QueryResult,
  SelectQueryNode,
} from 'kysely'
import { StoreAway } from '../../errors/store-away.ts'
import { orAway, patienceEnds, whenFree } from './sqlite-away.ts'
import type { SqliteConnection } from './sqlite-file.ts'
import { createTurns, type TakeTurn } from './turns.ts'

/** The connections to one file. If it is opened for reading only, both are the same connection. */
export interface SqliteConnections {
  readonly reader: SqliteConnection
  readonly writer: SqliteConnection
}

/**
 * Kysely's driver for a file that other processes use too. Queries that only read have their own connection, which
 * in WAL mode waits for no writer. Every write, in a transaction or alone, takes the write lock first: a transaction
 * that began as a reader could be refused at its first write, and would have to start again. Waiting for the lock
 * does not block the process.
 */
export class SharedSqliteDriver implements Driver {
  readonly #connections: SqliteConnections
  readonly #takeTurn = createTurns()

  constructor(connections: SqliteConnections) {
    this.#connections = connections
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<DatabaseConnection> {
    return new Visit(this.#connections, this.#takeTurn)
  }

  async releaseConnection(): Promise<void> {}

  beginTransaction(visit: DatabaseConnection): Promise<void> {
    return (visit as Visit).begin()
  }

  async commitTransaction(visit: DatabaseConnection): Promise<void> {
    ;(visit as Visit).commit()
  }

  async rollbackTransaction(visit: DatabaseConnection): Promise<void> {
    ;(visit as Visit).rollback()
  }

  async destroy(): Promise<void> {
    this.#connections.reader.close()
    this.#connections.writer.close()
  }
}

/** One query or one transaction. */
class Visit implements DatabaseConnection {
  readonly #reader: SqliteConnection
  readonly #writer: SqliteConnection
  readonly #takeTurn: TakeTurn
  /** Set while the write lock is ours. */
  #endTurn: (() => void) | null = null
  #failure: unknown = null

  constructor({ reader, writer }: SqliteConnections, takeTurn: TakeTurn) {
    this.#reader = reader
    this.#writer = writer
    this.#takeTurn = takeTurn
  }

  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    if (this.#endTurn) return this.#write(query)
    if (SelectQueryNode.is(query.query)) return this.#read(query) // [S110]
    await this.begin()
    try {
      const result = this.#write<Row>(query)
      this.commit()
      return result
    } catch (error) {
      this.rollback()
      throw error
    }
  }

  // biome-ignore lint/correctness/useYield: the interface asks for a generator; nobody streams.
  async *streamQuery<Row>(): AsyncIterableIterator<QueryResult<Row>> {
    throw new Error('Nothing is streamed.')
  }

  async begin(): Promise<void> {
    const deadline = patienceEnds()
    const endTurn = await this.#takeTurn()
    try {
      // Only by `exec`: a prepared statement that finds the file busy would stay half done.
      await whenFree(() => this.#writer.exec('begin immediate'), deadline)
      this.#endTurn = endTurn
    } catch (error) {
      this.#writer.dropAfter(error)
      endTurn()
      throw error
    }
  }

  commit(): void {
    this.#noting(() => this.#writer.exec('commit'))
    this.#end()
  }

  rollback(): void {
    try {
      // After some errors, such as a full disk, SQLite has rolled back by itself.
      if (this.#writer.inTransaction) this.#writer.rollback()
    } finally {
      this.#end()
    }
  }

  #end(): void {
    this.#writer.dropAfter(this.#failure)
    this.#endTurn?.()
    this.#endTurn = null
  }

  #read<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    return whenFree(() => {
      try {
        return this.#reader.run<Row>(query)
      } catch (error) {
        this.#reader.dropAfter(error)
        throw error
      }
    })
  }

  #write<Row>(query: CompiledQuery): QueryResult<Row> {
    // After SQLite ended the transaction, this write would be kept even if the rest fails.
    if (!this.#writer.inTransaction) throw new StoreAway('sql', { cause: this.#failure }) // [S113]
    return this.#noting(() => this.#writer.run<Row>(query))
  }

  #noting<Result>(attempt: () => Result): Result {
    try {
      return orAway(attempt)
    } catch (error) {
      this.#failure = error
      throw error
    }
  }
}
