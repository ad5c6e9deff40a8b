import { existsSync } from 'node:fs'
import type { CompiledQuery, QueryResult } from 'kysely'
import Sqlite from 'libsql'
import { StoreAway } from '../../ports/store-away.ts'
import { isOutage, orAway } from './sqlite-away.ts'

/**
 * One connection to the file. After an outage it is dropped, and the next use opens the file anew: what a failed
 * statement left half done, such as a look at old rows, goes with it (tursodatabase/libsql-js#238).
 */
export class SqliteConnection {
  readonly #file: string
  readonly #pragmas: readonly string[]
  #database: Sqlite.Database | null

  /** Opens the file, and makes it when it is missing. */
  constructor(file: string, pragmas: readonly string[]) {
    this.#file = file
    this.#pragmas = pragmas
    this.#database = this.#open()
  }

  get inTransaction(): boolean {
    return this.#database?.inTransaction ?? false
  }

  exec(sql: string): void {
    this.#opened().exec(sql)
  }

  run<Row>({ sql, parameters }: CompiledQuery): QueryResult<Row> {
    const statement = this.#opened().prepare(sql)
    if (statement.reader) return { rows: statement.all([...parameters]) as Row[] }
    const { changes } = statement.run([...parameters])
    return { numAffectedRows: BigInt(changes), rows: [] }
  }

  /** Drops the connection after an outage; it must be in no transaction that goes on. */
  dropAfter(error: unknown): void {
    if (isOutage(error)) this.close() // [S111]
  }

  close(): void {
    const database = this.#database
    this.#database = null
    database?.close()
  }

  #opened(): Sqlite.Database {
    this.#database ??= orAway(() => {
      // Opening would make an empty one.
      if (!existsSync(this.#file)) throw new StoreAway('sql', { cause: new Error('The file is gone.') }) // [S112]
      return this.#open()
    })
    return this.#database
  }

  #open(): Sqlite.Database {
    const database = new Sqlite(this.#file)
    for (const pragma of this.#pragmas) database.exec(`pragma ${pragma}`)
    return database
  }
}
