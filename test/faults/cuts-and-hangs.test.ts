import { setTimeout as wait } from 'node:timers/promises'
import { Redis } from 'ioredis'
import { Client } from 'pg'
import { startPostgres, type TestPostgres } from '../support/postgres.ts'
import { startRedis, type TestRedis } from '../support/redis.ts'
import { bySize } from '../support/size.ts'
import { type Besieged, besiege } from './support/besieged.ts'

const CUTS = bySize({ short: 2, long: 10, full: 100 })
const RESTARTS = bySize({ short: 1, long: 2, full: 10 })
const HANGS = bySize({ short: 1, long: 2, full: 10 })

/** Longer than our patience with PostgreSQL, which is 6 s, and with Redis, which is 2 s. */
const HANG_MS = { postgres: 7_500, redis: 3_000 }
const BACK_MS = 20_000

describe('two nodes under load, whose stores fail', function () {
  this.timeout(1_200_000)
  let postgres: TestPostgres
  let redis: TestRedis
  let databaseUrl: string
  let site: Besieged
  before(async () => {
    ;[postgres, redis] = await Promise.all([startPostgres(), startRedis({ persistent: true })])
    databaseUrl = await postgres.createDatabase()
    site = await besiege(redis.url, databaseUrl)
  })
  after(async () => {
    await site?.stop()
    await Promise.all([postgres?.stop(), redis?.stop()])
  })

  it(`[S100] PostgreSQL cuts all connections, ${CUTS} times`, () =>
    site.suffer({
      what: 'cuts of PostgreSQL',
      times: CUTS,
      pauseMs: 600,
      strike: () => inPostgres(CUT_ALL),
      backWithinMs: BACK_MS,
    }))

  it(`[K71] Redis cuts all connections, ${CUTS} times`, () =>
    site.suffer({
      what: 'cuts of Redis',
      times: CUTS,
      pauseMs: 600,
      strike: cutRedis,
      backWithinMs: BACK_MS,
    }))

  it(`[S86] PostgreSQL restarts, ${RESTARTS} times`, () =>
    site.suffer({
      what: 'restarts of PostgreSQL',
      times: RESTARTS,
      pauseMs: 1_500,
      strike: () => postgres.restart(() => gone('sql')),
      backWithinMs: BACK_MS,
    }))

  it(`[K71] Redis restarts, ${RESTARTS} times`, () =>
    site.suffer({
      what: 'restarts of Redis',
      times: RESTARTS,
      pauseMs: 1_500,
      strike: () => redis.restart(() => gone('redis')),
      backWithinMs: BACK_MS,
    }))

  it(`[S86] [S108] PostgreSQL hangs, ${HANGS} times`, () =>
    site.suffer({
      what: 'hangs of PostgreSQL',
      times: HANGS,
      pauseMs: 1_500,
      strike: () => Promise.all([hang(postgres, HANG_MS.postgres), site.knock()]),
      backWithinMs: BACK_MS,
    }))

  it(`[K70] Redis hangs, ${HANGS} times`, () =>
    site.suffer({
      what: 'hangs of Redis',
      times: HANGS,
      pauseMs: 1_500,
      strike: () => hang(redis, HANG_MS.redis),
      backWithinMs: BACK_MS,
    }))

  it('[S107] no node ended, everybody heard a clear word, and nothing acknowledged is lost', () =>
    site.end(databaseUrl))

  async function gone(store: 'redis' | 'sql'): Promise<void> {
    await site.sayAway(store)
    await wait(site.luck() * 1_000)
  }

  async function inPostgres(statement: string): Promise<void> {
    const client = new Client({ connectionString: databaseUrl })
    await client.connect()
    await client.query(statement)
    await client.end()
  }

  async function cutRedis(): Promise<void> {
    const client = new Redis(redis.socketPath)
    for (const type of ['normal', 'pubsub']) await client.call('CLIENT', 'KILL', 'TYPE', type)
    client.disconnect()
  }
})

const CUT_ALL = `select pg_terminate_backend(pid) from pg_stat_activity
  where datname = current_database() and pid <> pg_backend_pid()`

async function hang(store: TestPostgres | TestRedis, ms: number): Promise<void> {
  store.pause()
  try {
    await wait(ms)
  } finally {
    store.resume()
  }
}
