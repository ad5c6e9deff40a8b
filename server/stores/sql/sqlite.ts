import { mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import { type Dialect, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler, sql } from 'kysely'
import Sqlite from 'libsql'
import type { SqlDialect } from './dialect.ts'
import { SharedSqliteDriver, whenFree } from './sqlite-driver.ts'
import { CannotOpenSql } from './start-errors.ts'

/** Opens, or makes, the file and its folder. Throws CannotOpenSql. */
export async function openSqlite(file: string): Promise<SqlDialect> {
  const place = `The SQLite file ${file}`
  return {
    place,
    kysely: dialectOver(await openFile(file, place)),
    types: { bytes: 'blob', sequence: 'integer' },
    now: sql<number>`cast(round(unixepoch('subsec') * 1000) as integer)`,
    // `begin immediate` holds the only write lock already.
    lockForMigration: async () => {},
    lostDeadlock: () => false,
  }
}

async function openFile(file: string, place: string): Promise<Sqlite.Database> {
  try {
    await mkdir(dirname(file), { recursive: true, mode: 0o700 })
    const database = new Sqlite(file)
    // Short, because it stops the whole process; the driver waits the longer part.
    database.exec('pragma busy_timeout = 20')
    await whenFree(() => database.exec('pragma journal_mode = WAL'))
    // WAL alone may forget the last commits in a power cut, and with them who was removed.
    database.exec('pragma synchronous = FULL')
    database.exec('pragma foreign_keys = ON')
    return database
  } catch (error) {
    throw new CannotOpenSql(place, error)
  }
}

function dialectOver(database: Sqlite.Database): Dialect {
  return {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new SharedSqliteDriver(database),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  }
}
