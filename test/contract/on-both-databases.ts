import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe } from 'mocha'
import { startPgbouncer, type TestPooler } from '../support/pgbouncer.ts'
import { commonPostgres } from '../support/postgres.ts'
import { bySize } from '../support/size.ts'
import { openUnderTest, type SqlUnderTest } from './sql-under-test.ts'

/**
 * Runs a suite on SQLite and on PostgreSQL, and where there is time on PostgreSQL behind a pooler too; the database
 * is there when its tests run.
 */
export function onBothDatabases(what: string, suite: (sql: SqlUnderTest) => void): void {
  describe(`${what}: SQLite`, () => {
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
  })
  describe(`${what}: PostgreSQL`, () => {
    const sql = {} as SqlUnderTest
    before(async () => {
      const server = await commonPostgres()
      Object.assign(sql, await openUnderTest({ databaseUrl: await server.createDatabase() }))
    })
    after(() => sql.close())
    suite(sql)
  })
  if (!POOLED) return
  describe(`${what}: PostgreSQL behind PgBouncer`, () => {
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
  })
}

const POOLED = bySize({ short: false, long: true, full: true })
