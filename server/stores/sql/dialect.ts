import type { Dialect, Kysely, RawBuilder } from 'kysely'
import type { Problem } from './problem.ts'
import type { Tables } from './tables.ts'

/** Names of the two column types that SQLite and PostgreSQL do not share. */
export interface ColumnTypes {
  readonly bytes: 'blob' | 'bytea'
  /** Numbers that the database gives, in rising order. */
  readonly sequence: 'integer' | 'bigserial'
}

/** Everything that differs between the databases. Every query is written once. */
export interface SqlDialect {
  /** The server or the file, in words for people; never the password. */
  readonly place: string
  /** Why it cannot be used, and what to do. */
  readonly problemOf: (error: unknown) => Problem
  readonly kysely: Dialect
  readonly types: ColumnTypes
  /** The database's clock, in whole milliseconds. */
  readonly now: RawBuilder<number>
  /** The same clock without a query, where the database has no clock but this machine's. */
  readonly clock: (() => number) | null
  /** The schema of our tables, if they have their own. */
  readonly schema: string | null
  /** Which of these names a table, an index or anything else already has, in the place of our tables. */
  readonly taken: (db: Kysely<Tables>, names: readonly string[]) => Promise<readonly string[]>
  /** What to do if another program has taken them. */
  readonly otherPlace: string
  /** Throws CannotOpenSql if the database answers but could not do the work. Writes nothing. */
  readonly expectFit: (db: Kysely<Tables>) => Promise<void>
  /** Makes every other transaction that holds the same name wait until this one ends. */
  readonly hold: (tx: Kysely<Tables>, name: string) => Promise<void>
  /** Makes the schema if it is missing. */
  readonly makeSchema: (tx: Kysely<Tables>) => Promise<void>
  /** Makes every other process that starts now wait until this transaction ends. */
  readonly lockForMigration: (tx: Kysely<Tables>) => Promise<void>
  /** The database ended this transaction so that another one could go on; it should run again. */
  readonly lostDeadlock: (error: unknown) => boolean
}
