import { expect } from 'chai'
import { sql } from 'kysely'
import { Client } from 'pg'
import { StoreAway } from '../../server/errors/store-away.ts'
import { openSql, type SqlStores } from '../../server/stores/sql/open-sql.ts'
import { startPostgres, type TestPostgres } from '../support/postgres.ts'
import { startPostgresLine } from '../support/postgres-line.ts'
import { rejection } from './eventually.ts'
import { entry, sampleAccount, sampleCredential } from './sql-samples.ts'
import { openUnderTest, RP_ID } from './sql-under-test.ts'

describe('a PostgreSQL that fails under us', function () {
  this.timeout(20_000)
  let server: TestPostgres
  let databaseUrl: string
  before(async () => {
    server = await startPostgres()
    databaseUrl = await server.createDatabase()
  })
  after(() => server.stop())

  for (const how of ['end', 'reset'] as const) {
    it(`[S100] ends nothing, wherever a new connection is cut by ${how}; what is acknowledged is there`, async () => {
      const direct = await openSql({ databaseUrl, rpId: RP_ID })
      const line = await startPostgresLine(databaseUrl)
      const stores = await openSql({ databaseUrl: line.url, rpId: RP_ID })
      const uncaught = await uncaughtWhile(async () => {
        for (let messages = 0; ; messages += 1) {
          await line.dropAll()
          line.cutAfter(messages, how)
          const { account, outcome } = await createAccount(stores)
          if (!line.hasCut) {
            // It met one of the connections that were just dropped.
            if (outcome !== 'created') {
              messages -= 1
              continue
            }
            expect(await direct.accounts.findById(account.id)).to.deep.include(account)
            break
          }
          expect(outcome, `after ${messages}`).to.be.instanceOf(StoreAway)
          // It comes back by itself.
          expect((await createAccount(stores)).outcome).to.equal('created')
        }
      })
      expect(uncaught).to.deep.equal([])
      await stores.close()
      await direct.close()
      await line.close()
    })
  }

  it('[S101] asks nothing more of a connection that failed, so that nobody waits for it twice', async () => {
    const site = await openUnderTest({ databaseUrl })
    const errors: unknown[] = []
    const work = site.database.transact(async ({ db }) => {
      const hanging = sql`select pg_sleep(60)`.execute(db)
      errors.push(await rejection(Promise.all([hanging, asAdmin(UNTIL_ONE_SLEEPS, CANCEL_SLEEPING)])))
      errors.push(await rejection(sql`select 1`.execute(db)))
    })
    errors.push(await rejection(work))
    expect(errors[0]).to.be.instanceOf(StoreAway)
    expect(errors).to.deep.equal([errors[0], errors[0], errors[0]])
    await site.close()
  })

  it('[S102] does not take a commit for one that PostgreSQL answered by rolling back', async () => {
    const sql = await openUnderTest({ databaseUrl })
    const account = sampleAccount()
    const work = sql.database.transact(async (tx) => {
      await tx.db
        .insertInto('meta')
        .values({ key: 'schema', value: 'twice' })
        .execute()
        .catch(() => {})
      return account
    })
    expect(await rejection(work)).to.be.instanceOf(StoreAway)
    await sql.close()
  })

  it('[S103] acknowledges no commit that was not waited for on the standby', async () => {
    const stores = await openSql({ databaseUrl, rpId: RP_ID })
    await asAdmin(
      'alter role postgres set synchronous_commit = on',
      `alter system set synchronous_standby_names = 'nobody'`,
      'select pg_reload_conf()',
      END_ALL,
    )
    try {
      // What was cut is met once; and the setting is not there at once.
      await stores.ping().catch(() => {})
      const creating = createUntilRefused(stores)
      await asAdmin(UNTIL_ONE_WAITS, CANCEL_WAITING)
      const refused = await creating
      expect(refused).to.be.instanceOf(StoreAway).with.nested.property('cause.message').that.includes('alone')
    } finally {
      await asAdmin('alter system reset synchronous_standby_names', 'select pg_reload_conf()')
    }
    expect((await createAccount(stores)).outcome).to.equal('created')
    await stores.close()
  })

  it('[S105] is away when no connection is to be had, whatever the reason', async () => {
    const stores = await openSql({ databaseUrl, rpId: RP_ID })
    const name = new URL(databaseUrl).pathname.slice(1)
    await asAdmin(END_ALL, `alter database ${name} rename to gone`)
    try {
      expect(await rejection(stores.ping())).to.be.instanceOf(StoreAway)
    } finally {
      await asAdmin(`alter database gone rename to ${name}`)
    }
    await stores.ping()
    await stores.close()
  })

  it('[S106] is away while a standby is taken for the primary', async () => {
    const stores = await openSql({ databaseUrl, rpId: RP_ID })
    await asAdmin(END_ALL, 'alter role postgres set default_transaction_read_only = on')
    try {
      const { outcome } = await createAccount(stores)
      expect(outcome).to.be.instanceOf(StoreAway)
    } finally {
      await asAdmin('set transaction read write; alter role postgres reset default_transaction_read_only')
    }
    // The connection that was refused is not used again.
    expect((await createAccount(stores)).outcome).to.equal('created')
    await stores.close()
  })

  async function createAccount(stores: SqlStores) {
    const account = sampleAccount()
    const made = stores.accounts.create(
      account,
      sampleCredential(account.id),
      entry('account-created', account.id),
    )
    return { account, outcome: await made.catch((error: unknown) => error) }
  }

  async function createUntilRefused(stores: SqlStores): Promise<unknown> {
    const { outcome } = await createAccount(stores)
    return outcome === 'created' ? createUntilRefused(stores) : outcome
  }

  async function asAdmin(...statements: readonly string[]): Promise<void> {
    const client = new Client({ connectionString: server.url })
    await client.connect()
    for (const statement of statements) await client.query(statement)
    await client.end()
  }
})

const END_ALL =
  'select pg_terminate_backend(pid, 5000) from pg_stat_activity where pid <> pg_backend_pid() and datname is not null'

const WAITING = `pg_stat_activity where wait_event = 'SyncRep'`
const SLEEPING = `pg_stat_activity where wait_event = 'PgSleep' and pid <> pg_backend_pid()`
const UNTIL_ONE_WAITS = untilOneIs(WAITING)
const UNTIL_ONE_SLEEPS = untilOneIs(SLEEPING)
const CANCEL_WAITING = `select pg_cancel_backend(pid) from ${WAITING}`
const CANCEL_SLEEPING = `select pg_cancel_backend(pid) from ${SLEEPING}`

function untilOneIs(doing: string): string {
  const again = 'perform pg_stat_clear_snapshot(), pg_sleep(0.01);'
  return `do $$ begin while not exists (select from ${doing}) loop ${again} end loop; end $$`
}

/** What would have ended the process meanwhile. */
async function uncaughtWhile(work: () => Promise<void>): Promise<unknown[]> {
  const uncaught: unknown[] = []
  const note = (error: unknown) => uncaught.push(error)
  const others = process.listeners('uncaughtException')
  process.removeAllListeners('uncaughtException')
  process.on('uncaughtException', note).prependListener('unhandledRejection', note)
  try {
    await work()
  } finally {
    process.off('uncaughtException', note).off('unhandledRejection', note)
    for (const other of others) process.on('uncaughtException', other)
  }
  return uncaught
}
