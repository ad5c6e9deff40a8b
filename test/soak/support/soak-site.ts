import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Redis } from 'ioredis'
import { pino } from 'pino'
import { LIFETIMES } from '../../../server/methods/pairing/lifetimes.ts'
import { parseConfig } from '../../../server/standalone/config/config.ts'
import { serveOver } from '../../../server/standalone/run-server.ts'
import { monotonicClock } from '../../../server/stores/memory/clock.ts'
import { openMemory } from '../../../server/stores/memory/open-memory.ts'
import { openRedis } from '../../../server/stores/redis/open-redis.ts'
import { createAccountStore } from '../../../server/stores/sql/accounts.ts'
import type { Database } from '../../../server/stores/sql/database.ts'
import { openSql, type SqlPlace } from '../../../server/stores/sql/open-sql.ts'
import type { Stores } from '../../../server/stores/stores.ts'
import { freePort } from '../../support/free-port.ts'
import { commonPostgres } from '../../support/postgres.ts'
import { startRedis } from '../../support/redis.ts'
import { byteSeconds, countRedis, moveRedisBack } from './move-redis.ts'
import { countRows, moveSqlBack } from './move-sql.ts'

/** How long what happened stays written down on these sites: the shortest that can be set. */
export const AUDIT_DAYS = 30

/** A whole deployment in this process, whose stores can be told that time has passed. */
export interface SoakSite {
  readonly url: string
  /** Everything that is stored happened that much earlier. */
  pass(ms: number): Promise<void>
  /** What a node does each minute. */
  sweep(): Promise<void>
  /** Entries of the volatile stores, by what they are. */
  held(): Promise<Readonly<Record<string, number>>>
  /** Bytes in Redis, each as often as the seconds that it has left. */
  byteSeconds(): Promise<number>
  /** Rows of the database, by table. */
  rows(): Promise<Readonly<Record<string, number>>>
  close(): Promise<void>
}

/** SQLite and the memory of this process, by a clock that is moved. */
export async function soakEmbedded(): Promise<SoakSite> {
  const folder = await mkdtemp(join(tmpdir(), 'rekey-soak-'))
  let ahead = 0
  const fast = openMemory(() => monotonicClock() + ahead)
  const { database, ...site } = await serve({ file: join(folder, 'rekey.sqlite') }, { fast, fanOut: null })
  return {
    ...site,
    async pass(ms) {
      ahead += ms
      await moveSqlBack(database, ms)
    },
    held: async () => fast.held(),
    byteSeconds: () => Promise.reject(new Error('There is no Redis behind an embedded site.')),
    async close() {
      await site.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** PostgreSQL, and a Redis whose keys are brought nearer to their end. */
export async function soakShared(): Promise<SoakSite> {
  const [redis, postgres] = await Promise.all([startRedis(), commonPostgres()])
  const fast = await openRedis({ url: redis.url })
  const client = new Redis(redis.url)
  const databaseUrl = await postgres.createDatabase()
  const { database, ...site } = await serve({ databaseUrl }, { fast, fanOut: fast.fanOut })
  return {
    ...site,
    async pass(ms) {
      await moveRedisBack(client, ms)
      await moveSqlBack(database, ms)
    },
    held: () => countRedis(client),
    byteSeconds: () => byteSeconds(client),
    async close() {
      await site.close()
      client.disconnect()
      await redis.stop()
    },
  }
}

async function serve(place: SqlPlace, { fast, fanOut }: Pick<Stores, 'fast' | 'fanOut'>) {
  const port = await freePort()
  const config = parseConfig({
    PORT: String(port),
    TRUST_PROXY: '1',
    SECRET: 'a secret that only this test knows',
    AUDIT_DAYS: String(AUDIT_DAYS),
  })
  let database!: Database
  const sql = await openSql({
    ...place,
    rpId: 'localhost',
    accounts: (inside) => {
      database = inside
      return createAccountStore(inside)
    },
  })
  const close = () => Promise.all([fast.close(), sql.close()]).then(() => {})
  const running = await serveOver({ sql, fast, fanOut, close }, config, pino({ level: 'silent' }), {})
  return {
    url: config.publicUrl,
    database,
    async sweep() {
      await sql.recoveries.sweep(LIFETIMES.unproven)
      await sql.forget({ auditMs: config.auditMs })
    },
    rows: () => countRows(database),
    close: () => running.close(),
  }
}
