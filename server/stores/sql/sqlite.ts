import { existsSync } from 'node:fs'
import { type Dialect, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler, sql } from 'kysely'
import type { SqlDialect } from './dialect.ts'
import { whenFree } from './sqlite-away.ts'
import { SharedSqliteDriver, type SqliteConnections } from './sqlite-driver.ts'
import { SqliteConnection } from './sqlite-file.ts'
import { sqliteProblem } from './sqlite-problem.ts'
import { CannotOpenSql } from './start-errors.ts'

const READS = ['query_only = ON']
// With WAL alone, a power cut may lose the last commits, such as the removal of a passkey.
const WRITES = ['synchronous = FULL', 'foreign_keys = ON']

/** Opens the file, or makes it; its folder must exist. Throws CannotOpenSql. */
export async function openSqlite(file: string): Promise<SqlDialect> {
  return dialectOf(file, async () => {
    const writer = await openFree(file, WRITES)
    // This is stored in the file.
    await whenFree(() => writer.exec('pragma journal_mode = WAL'))
    return { reader: await openFree(file, READS), writer }
  })
}

/** Opens the file for reading only; null if there is none. Throws CannotOpenSql. */
export async function openSqliteToRead(file: string): Promise<SqlDialect | null> {
  if (!existsSync(file)) return null
  return dialectOf(file, async () => {
    const reader = await openFree(file, READS)
    return { reader, writer: reader }
  })
}

/** The process that opens it first, or closes it last, has it to itself for a moment. */
function openFree(file: string, pragmas: readonly string[]): Promise<SqliteConnection> {
  return whenFree(() => new SqliteConnection(file, pragmas))
}

async function dialectOf(file: string, open: () => Promise<SqliteConnections>): Promise<SqlDialect> {
  const place = `The SQLite file ${file}`
  return {
    place,
    problemOf: sqliteProblem,
    kysely: dialectOver(await openOrSay(place, open)),
    types: { bytes: 'blob', sequence: 'integer' },
    now: sql<number>`cast(round(unixepoch('subsec') * 1000) as integer)`,
    clock: Date.now,
    schema: null,
    taken: async (db, names) => {
      const master = sql<{ name: string }>`sqlite_master`.as('master')
      const rows = await db.selectFrom(master).select('master.name').execute()
      return names.filter((name) => rows.some((row) => row.name === name))
    },
    otherPlace: 'Name another DATA_DIR.',
    expectFit: async () => {},
    makeSchema: async () => {},
    // `begin immediate` holds the only write lock already.
    lockForMigration: async () => {},
    // A transaction that writes has the whole file to itself.
    hold: async () => {},
    lostDeadlock: () => false,
  }
}

async function openOrSay(place: string, open: () => Promise<SqliteConnections>): Promise<SqliteConnections> {
  try {
    return await open()
  } catch (error) {
    throw new CannotOpenSql(place, sqliteProblem(error), { cause: error })
  }
}

function dialectOver(connections: SqliteConnections): Dialect {
  return {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new SharedSqliteDriver(connections),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  }
}
