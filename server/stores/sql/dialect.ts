import type { Dialect, Kysely, RawBuilder } from 'kysely'
import type { Tables } from './tables.ts'

/** Names of the two column types that SQLite and PostgreSQL do not share. */
export interface ColumnTypes {
  readonly bytes: 'blob' | 'bytea'
  /** Filled in by the database, rising. */
  readonly sequence: 'integer' | 'bigserial'
}

/** All that differs between the databases; every query is written once. */
export interface SqlDialect {
  /** The server or the file, in words for people; never the password. */
  readonly place: string
  /** What to do, in a sentence, when it cannot be used. */
  readonly advice: string
  readonly kysely: Dialect
  readonly types: ColumnTypes
  /** The database's clock, in whole milliseconds. */
  readonly now: RawBuilder<number>
  /** 1 once a first start has made our tables, else 0. */
  readonly hasTables: RawBuilder<number>
  /** Whoever writes in a transaction has the whole database until it ends, so no row of it has to be held. */
  readonly writesAlone: boolean
  /** Holds every other process that starts now until this transaction ends. */
  readonly lockForMigration: (tx: Kysely<Tables>) => Promise<void>
  /** The database ended this transaction to let another one on; running it again is right. */
  readonly lostDeadlock: (error: unknown) => boolean
}
