import { statSync } from 'node:fs'
import type { CompiledQuery, QueryResult } from 'kysely'
import Sqlite from 'libsql'
import { StoreAway } from '../../errors/store-away.ts'
import { isOutage, orAway } from './sqlite-away.ts'

const NOT_IT =
  'The SQLite file is gone, or another one has taken its place. Put it back, or restart the server to use the new one.'

/** Texts that are kept prepared. Lists of ids make many, which are prepared anew each time once these are taken. */
const MOST_STATEMENTS = 300

/**
 * One connection to the file. After an outage it is dropped, and the next use opens the file again. That also drops
 * what a failed statement left half done, such as an open read of old rows (tursodatabase/libsql-js#238).
 */
export class SqliteConnection {
  readonly #file: string
  readonly #pragmas: readonly string[]
  readonly #identity: string | null
  #database: Sqlite.Database | null
  readonly #statements = new Map<string, Run>()

  /** Opens the file, and makes it when it is missing. */
  constructor(file: string, pragmas: readonly string[]) {
    this.#file = file
    this.#pragmas = pragmas
    this.#database = this.#open()
    this.#identity = identityOf(file)
  }

  get inTransaction(): boolean {
    return this.#database?.inTransaction ?? false
  }

  exec(sql: string): void {
    this.#opened().exec(sql)
  }

  run<Row>({ sql, parameters }: CompiledQuery): QueryResult<Row> {
    return this.#prepared(sql)(parameters) as QueryResult<Row>
  }

  /** Works even if the file is gone meanwhile. */
  rollback(): void {
    this.#database?.exec('rollback')
  }

  /** Drops the connection after an outage. No transaction may be open on it that goes on. */
  dropAfter(error: unknown): void {
    if (isOutage(error)) this.close() // [S111]
  }

  close(): void {
    const database = this.#database
    this.#database = null
    this.#statements.clear()
    database?.close()
  }

  /** One that failed stays: forgotten, it would be half done until it is collected, and no COMMIT succeeds beside it. */
  #prepared(sql: string): Run {
    // What began a transaction has looked for the file, and its commit looks again.
    const database = this.#database?.inTransaction ? this.#database : this.#opened()
    const known = this.#statements.get(sql)
    if (known) return known
    const prepared = prepare(database, sql)
    if (this.#statements.size < MOST_STATEMENTS) this.#statements.set(sql, prepared)
    return prepared
  }

  #opened(): Sqlite.Database {
    // SQLite would go on with a deleted file, and opening it again would make an empty one.
    if (identityOf(this.#file) !== this.#identity) throw new StoreAway('sql', { cause: new Error(NOT_IT) }) // [S112]
    this.#database ??= orAway(() => this.#open())
    return this.#database
  }

  #open(): Sqlite.Database {
    const database = new Sqlite(this.#file)
    try {
      for (const pragma of this.#pragmas) database.exec(`pragma ${pragma}`)
    } catch (error) {
      database.close()
      throw error
    }
    return database
  }
}

type Run = (parameters: readonly unknown[]) => QueryResult<unknown>

/** Rows come as lists: for objects, the driver makes the names anew for each row and takes twice as long. */
function prepare(database: Sqlite.Database, sql: string): Run {
  const statement = database.prepare(sql)
  if (!statement.reader)
    return (parameters) => ({ numAffectedRows: BigInt(statement.run([...parameters]).changes), rows: [] })
  let names = namesOf(statement.raw())
  return (parameters) => {
    const rows = statement.all([...parameters]) as unknown[][]
    // Another process may have migrated the file, and then `*` stands for other columns.
    if (rows[0] && rows[0].length !== names.length) names = namesOf(statement)
    return { rows: rows.map((values) => named(names, values)) }
  }
}

function namesOf(statement: Sqlite.Statement): readonly string[] {
  return statement.columns().map(({ name }) => name)
}

function named(names: readonly string[], values: readonly unknown[]): Record<string, unknown> {
  const row: Record<string, unknown> = {}
  names.forEach((name, at) => {
    row[name] = values[at]
  })
  return row
}

/** Which file it is, by its place on the disk; null if there is none, or it can't be looked at. */
function identityOf(file: string): string | null {
  try {
    const { dev, ino } = statSync(file, { bigint: true })
    return `${dev} ${ino}`
  } catch {
    return null
  }
}
