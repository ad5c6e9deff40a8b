import type { Dialect, Kysely, RawBuilder } from 'kysely'
import type { Problem } from './problem.ts'
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
  /** Why it cannot be used, and what to do. */
  readonly problemOf: (error: unknown) => Problem
  readonly kysely: Dialect
  readonly types: ColumnTypes
  /** The database's clock, in whole milliseconds. */
  readonly now: RawBuilder<number>
  /** Where our tables are, when they have a schema of their own. */
  readonly schema: string | null
  /** Which of these names are taken where our tables are, by a table, an index or anything else. */
  readonly taken: (db: Kysely<Tables>, names: readonly string[]) => Promise<readonly string[]>
  /** What to do when they are taken by another program. */
  readonly otherPlace: string
  /** Throws CannotOpenSql where it answers and yet would not do the work. Writes nothing. */
  readonly expectFit: (db: Kysely<Tables>) => Promise<void>
  /** Whoever writes in a transaction has the whole database until it ends, so no row of it has to be held. */
  readonly writesAlone: boolean
  /** Makes the schema where it is missing. */
  readonly makeSchema: (tx: Kysely<Tables>) => Promise<void>
  /** Holds every other process that starts now until this transaction ends. */
  readonly lockForMigration: (tx: Kysely<Tables>) => Promise<void>
  /** The database ended this transaction to let another one on; running it again is right. */
  readonly lostDeadlock: (error: unknown) => boolean
}
