import { join } from 'node:path'
import Sqlite from 'libsql'
import { after, before } from 'mocha'
import { Pool } from 'pg'
import type { LivePages } from '../../server/methods/pairing/live-pages.ts'
import type { Pairing } from '../../server/methods/pairing/machine.ts'
import type { PairingStore } from '../../server/methods/pairing/pairing-store.ts'
import type { Locks } from '../../server/methods/pairing/risk/locks.ts'
import { openRedis } from '../../server/stores/redis/open-redis.ts'
import { openSql, type SqlStores } from '../../server/stores/sql/open-sql.ts'
import type { PairingId } from '../../shared/ids.ts'
import type { Site } from './sites.ts'

/** The stores of a site, opened once more: to look behind the wire, and for what only time brings. */
export interface SiteStores {
  sql: SqlStores
  /** Runs SQL on PostgreSQL; there is none behind an embedded site. */
  run: (statement: string, values?: readonly unknown[]) => Promise<Record<string, unknown>[]>
  /** How often the audit names this of a pairing. */
  audited: (action: string, id: PairingId) => Promise<number>
  /** The locks in Redis. */
  locks: Locks
  /** The live pages in Redis. */
  livePages: Pick<LivePages, 'countByState'>
  /** The record in Redis as it stands. */
  record: (id: PairingId) => Promise<Pairing>
  /** Writes a record that nobody announces. */
  rewrite: (id: PairingId, change: (pairing: Pairing) => Pairing) => Promise<void>
  /** Lets time pass for one pairing in Redis, as if everything about it had happened that much earlier. */
  passTime: (id: PairingId, ms: number) => Promise<void>
}

/** Opens the stores of a site for the suite that calls this, after the site itself. */
export function siteStores(site: Site): SiteStores {
  const stores = {} as SiteStores
  const close: (() => Promise<unknown>)[] = []
  before(async () => {
    const place = site.databaseUrl
      ? { databaseUrl: site.databaseUrl }
      : { file: join(site.nodes[0]!.folder, 'rekey.sqlite') }
    const sql = await openSql({ ...place, rpId: 'localhost' })
    close.push(() => sql.close())
    Object.assign(stores, { sql })
    if (place.file) {
      const database = new Sqlite(place.file)
      close.push(async () => database.close())
      const select = database.prepare(AUDITED.replaceAll(/\$\d/g, '?'))
      Object.assign(stores, {
        audited: async (action: string, id: PairingId) => select.all(action, id).length,
      })
    }
    if (!site.redis || !site.databaseUrl) return
    const redis = await openRedis({ url: site.redis.url })
    const pool = new Pool({ connectionString: site.databaseUrl })
    // A test may end the server under it.
    pool.on('error', () => {})
    close.push(redis.close, () => pool.end())
    Object.assign(stores, {
      run: async (statement: string, values: unknown[] = []) => (await pool.query(statement, values)).rows,
      audited: async (action: string, id: PairingId) => (await pool.query(AUDITED, [action, id])).rows.length,
      locks: redis.locks,
      livePages: redis.livePages,
      record: (id: PairingId) => read(redis.pairings, id),
      rewrite: (id: PairingId, change: (pairing: Pairing) => Pairing) => rewrite(redis.pairings, id, change),
      passTime: (id: PairingId, ms: number) => rewrite(redis.pairings, id, (pairing) => earlier(pairing, ms)),
    })
  })
  after(() => Promise.allSettled(close.map((one) => one())))
  return stores
}

const AUDITED = 'select 1 from audit where action = $1 and recovery_id = $2'

async function read(pairings: PairingStore, id: PairingId): Promise<Pairing> {
  const { pairing } = await pairings.load(id)
  if (!pairing) throw new Error('There is no record of this pairing.')
  return pairing
}

async function rewrite(
  pairings: PairingStore,
  id: PairingId,
  change: (pairing: Pairing) => Pairing,
): Promise<void> {
  const pairing = await read(pairings, id)
  const next = { ...change(pairing), version: pairing.version + 1 }
  if (
    !(await pairings.replace(next, { version: pairing.version, until: Number.POSITIVE_INFINITY }, 3_600_000))
  )
    await rewrite(pairings, id, change)
}

const TIMES = ['openedAt', 'epochAt', 'detachedAt', 'registeredAt', 'doneAt', 'endedAt', 'at', 'madeAt']

function earlier(pairing: Pairing, ms: number): Pairing {
  const text = JSON.stringify(pairing, (key, value) =>
    TIMES.includes(key) && typeof value === 'number' ? value - ms : value,
  )
  return JSON.parse(text) as Pairing
}
