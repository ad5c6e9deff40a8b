import { expect } from 'chai'
import { sql } from 'kysely'
import { Client } from 'pg'
import { StoreAway } from '../../server/errors/store-away.ts'
import { openSql } from '../../server/stores/sql/open-sql.ts'
import { startPgbouncer, type TestPooler } from '../support/pgbouncer.ts'
import { commonPostgres, type TestPostgres } from '../support/postgres.ts'
import { eventually, rejection } from './eventually.ts'
import { openUnderTest, RP_ID } from './sql-under-test.ts'

describe('PostgreSQL behind PgBouncer', function () {
  this.timeout(20_000)
  let server: TestPostgres
  let pooler: TestPooler
  before(async () => {
    server = await commonPostgres()
    pooler = await startPgbouncer()
  })
  after(() => pooler.stop())

  it('[S180] [S196] is opened by eight at once, which migrate it once', async () => {
    const databaseUrl = pooler.through(await server.createDatabase())
    const opened = await Promise.all(Array.from({ length: 8 }, () => openSql({ databaseUrl, rpId: RP_ID })))
    for (const stores of opened) await stores.close()
  })

  it('[S181] has each transaction bounded by what it begins with, and leaves nothing on a connection', async () => {
    const site = await openUnderTest({ databaseUrl: pooler.through(await server.createDatabase()) })
    const settings = ['statement_timeout', 'idle_in_transaction_session_timeout']
    const read = (db: typeof site.database.db) =>
      sql<{ value: string }>`
        select current_setting(name) as value from unnest(${settings}::text[]) with ordinality as one(name, at)
        order by at`
        .execute(db)
        .then(({ rows }) => rows.map(({ value }) => value))
    expect(await site.database.transact(({ db }) => read(db))).to.deep.equal(['5s', '10s'])
    expect(await read(site.database.db)).to.deep.equal(['0', '0'])
    await site.close()
  })

  it('[S203] begins a transaction in one message with its first statement, if that has no parameters', async () => {
    const site = await openUnderTest({ databaseUrl: pooler.through(await server.createDatabase()) })
    const { rows } = await site.database.transact(({ db }) =>
      sql<{ query: string }>`select query from pg_stat_activity where pid = pg_backend_pid()`.execute(db),
    )
    expect(rows.map(({ query }) => query.split(' ')[0])).to.deep.equal(['begin'])
    await site.close()
  })

  it('[S182] has the isolation that its queries are written for, whatever the database has for a default', async () => {
    const databaseUrl = await server.createDatabase()
    const site = await openUnderTest({ databaseUrl: pooler.through(databaseUrl) })
    const name = new URL(databaseUrl).pathname.slice(1)
    await site.run(`alter database ${name} set default_transaction_isolation = serializable`)
    const later = await openUnderTest({ databaseUrl })
    const isolation = await later.database.transact(({ db }) =>
      sql<{ it: string }>`select current_setting('transaction_isolation') as it`.execute(db),
    )
    expect(isolation.rows).to.deep.equal([{ it: 'read committed' }])
    await later.close()
    await site.close()
  })

  it('[S180] comes back by itself after PostgreSQL has ended every connection of the pooler', async () => {
    const databaseUrl = pooler.through(await server.createDatabase())
    const site = await openUnderTest({ databaseUrl })
    const client = new Client({ connectionString: server.url })
    await client.connect()
    const { rows } = await client.query(
      'select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = $1',
      [new URL(databaseUrl).pathname.slice(1)],
    )
    await client.end()
    expect(rows).to.have.length.above(0)
    await eventually('the database answers', () =>
      site.other.ping().then(
        () => true,
        (error: unknown) => {
          expect(error).to.be.instanceOf(StoreAway)
          return false
        },
      ),
    )
    await site.one.ping()
    await site.close()
  })

  describe('[S200] the statements that a connection keeps under a name', () => {
    /** What the server knows after two processes have asked the same in parallel. */
    async function namesAt(databaseUrl: string): Promise<number[]> {
      const site = await openUnderTest({ databaseUrl })
      const ask = (turn: number) => (turn % 2 ? site.one : site.other).accounts.findByName('nobody')
      for (let round = 0; round < 5; round += 1)
        await Promise.all(Array.from({ length: 10 }, (_, turn) => ask(turn)))
      const count = sql<{ names: number }>`select count(*)::int as names from pg_prepared_statements`
      const found = await Promise.all(Array.from({ length: 5 }, () => count.execute(site.database.db)))
      await site.close()
      return found.flatMap(({ rows }) => rows.map(({ names }) => names))
    }

    it('are none behind a pooler, also where it drops our settings and says nothing', async () => {
      const silent = await startPgbouncer('transaction', ['ignore_startup_parameters = statement_timeout'])
      const names = await namesAt(silent.through(await server.createDatabase()))
      await silent.stop()
      expect(new Set(names)).to.deep.equal(new Set([0]))
    })

    it('are some on a connection of our own', async () => {
      const names = await namesAt(await server.createDatabase())
      expect(Math.max(...names)).to.be.above(0)
    })

    it('[S210] outlive a table that a newer version has changed', async () => {
      const databaseUrl = await server.createDatabase()
      const site = await openUnderTest({ databaseUrl })
      const find = () => site.one.accounts.findByName('nobody')
      for (let time = 0; time < 3; time += 1) await find()
      const newer = new Client({ connectionString: databaseUrl })
      await newer.connect()
      await newer.query('alter table accounts add column of_a_newer_version integer')
      await newer.end()
      for (let time = 0; time < 3; time += 1) expect(await find()).to.equal(null)
      await site.close()
    })
  })

  it('[S183] is refused with words about its mode where each statement has another connection', async () => {
    const byStatement = await startPgbouncer('statement')
    const databaseUrl = byStatement.through(await server.createDatabase())
    const error = await rejection(openSql({ databaseUrl, rpId: RP_ID }))
    await byStatement.stop()
    expect(String(error)).to.match(/each statement another connection\. Set pool_mode = transaction there\.$/)
  })

  for (const option of ['options=-csearch_path%3Da', 'lock_timeout=900', 'statement_timeout=900']) {
    it(`[S183] [S196] is refused with words about options that a pooler does not take: ${option}`, async () => {
      const databaseUrl = `${pooler.through(await server.createDatabase())}?${option}`
      const error = await rejection(openSql({ databaseUrl, rpId: RP_ID }))
      expect(String(error)).to.match(/does not take an option .*set DATABASE_SCHEMA\.$/)
    })
  }

  it('[S183] is refused with words about the database that a pooler does not find', async () => {
    const databaseUrl = pooler.through('postgres://it/absent')
    const error = await rejection(openSql({ databaseUrl, rpId: RP_ID }))
    expect(String(error)).to.match(/no database of that name/)
  })
})
