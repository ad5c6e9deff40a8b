import { existsSync } from 'node:fs'
import { type Dialect, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler, sql } from 'kysely'
import Sqlite from 'libsql'
import type { SqlDialect } from './dialect.ts'
import { SharedSqliteDriver, whenFree } from './sqlite-driver.ts'
import { CannotOpenSql } from './start-errors.ts'

type Prepare = (database: Sqlite.Database) => Promise<void>

const ADVICE =
  'See that the file and its folder are there for the user that runs Rekey to write, or name another DATA_DIR.'

/** Opens, or makes, the file; its folder is there. Throws CannotOpenSql. */
export async function openSqlite(file: string): Promise<SqlDialect> {
  return dialectOf(file, async (database) => {
    await whenFree(() => database.exec('pragma journal_mode = WAL'))
    // WAL alone may forget the last commits in a power cut, and with them who was removed.
    database.exec('pragma synchronous = FULL')
    database.exec('pragma foreign_keys = ON')
  })
}

/** Opens the file so that nothing can be written; null when there is none. Throws CannotOpenSql. */
export async function openSqliteToRead(file: string): Promise<SqlDialect | null> {
  if (!existsSync(file)) return null
  return dialectOf(file, async (database) => void database.exec('pragma query_only = ON'))
}

async function dialectOf(file: string, prepare: Prepare): Promise<SqlDialect> {
  const place = `The SQLite file ${file}`
  return {
    place,
    advice: ADVICE,
    kysely: dialectOver(await openFile(file, place, prepare)),
    types: { bytes: 'blob', sequence: 'integer' },
    now: sql<number>`cast(round(unixepoch('subsec') * 1000) as integer)`,
    hasTables: sql<number>`exists (select 1 from sqlite_master where type = 'table' and name = 'meta')`,
    // `begin immediate` holds the only write lock already.
    lockForMigration: async () => {},
    lostDeadlock: () => false,
  }
}

async function openFile(file: string, place: string, prepare: Prepare): Promise<Sqlite.Database> {
  try {
    const database = new Sqlite(file)
    // Short, because it stops the whole process; the driver waits the longer part.
    database.exec('pragma busy_timeout = 20')
    await prepare(database)
    return database
  } catch (error) {
    throw new CannotOpenSql(place, inWords(error), ADVICE)
  }
}

/** The driver tells a failed open by SQLite's number alone. */
function inWords(error: unknown): unknown {
  const cannotOpen = error instanceof Error && /: 14"?\)?$/.test(error.message)
  return cannotOpen ? new Error('it cannot be opened') : error
}

function dialectOver(database: Sqlite.Database): Dialect {
  return {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new SharedSqliteDriver(database),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  }
}
