import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe } from 'mocha'
import { startPgbouncer, type TestPooler } from '../support/pgbouncer.ts'
import { commonPostgres } from '../support/postgres.ts'
import { isRunOn } from './databases-by-size.ts'
import { openUnderTest, type SqlUnderTest } from './sql-under-test.ts'

/**
 * Runs a suite on SQLite and on PostgreSQL, and in the long run on PostgreSQL behind a pooler; the database is there
 * when its tests run.
 */
export function onBothDatabases(what: string, suite: (sql: SqlUnderTest) => void): void {
  if (isRunOn('SQLite')) describe(`${what}: SQLite`, () => onSqlite(suite))
  if (isRunOn('PostgreSQL')) describe(`${what}: PostgreSQL`, () => onPostgres(suite))
  if (isRunOn(POOLED)) describe(`${what}: ${POOLED}`, () => onPooledPostgres(suite))
}

const POOLED = 'PostgreSQL behind PgBouncer'

function onSqlite(suite: (sql: SqlUnderTest) => void): void {
  let folder: string
  const sql = {} as SqlUnderTest
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'rekey-sqlite-'))
    Object.assign(sql, await openUnderTest({ file: join(folder, `${randomUUID()}.db`) }))
  })
  after(async () => {
    await sql.close()
    await rm(folder, { recursive: true, force: true })
  })
  suite(sql)
}

function onPostgres(suite: (sql: SqlUnderTest) => void): void {
  const sql = {} as SqlUnderTest
  before(async () => {
    const server = await commonPostgres()
    Object.assign(sql, await openUnderTest({ databaseUrl: await server.createDatabase() }))
  })
  after(() => sql.close())
  suite(sql)
}

function onPooledPostgres(suite: (sql: SqlUnderTest) => void): void {
  const sql = {} as SqlUnderTest
  let pooler: TestPooler
  before(async () => {
    const server = await commonPostgres()
    pooler = await startPgbouncer()
    Object.assign(sql, await openUnderTest({ databaseUrl: pooler.through(await server.createDatabase()) }))
  })
  after(async () => {
    await sql.close()
    await pooler.stop()
  })
  suite(sql)
}
