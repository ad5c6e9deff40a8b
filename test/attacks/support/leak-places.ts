import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Redis } from 'ioredis'
import Sqlite from 'libsql'
import { Pool } from 'pg'
import { openRedis } from '../../../server/stores/redis/open-redis.ts'
import type { AttackedSite } from './attacked-site.ts'

/** Everything that a run leaves behind, as text by place. Bytes are written in hex and in base64. */
export async function placesOf(site: AttackedSite): Promise<Map<string, string>> {
  const places = new Map<string, string>()
  for (const [at, { process }] of site.nodes.entries()) places.set(`log of node ${at}`, process.output())
  const tables = site.databaseUrl ? await dumpSql(site.databaseUrl) : dumpSqlite(sqliteFile(site))
  for (const [table, rows] of tables) places.set(`table ${table}`, rows)
  if (!site.redis || !site.proxy) return places
  // Each line of it holds the URL that the proxy was asked for.
  places.set('log of the proxy', readFileSync(site.proxy.logFile, 'utf8'))
  places.set('Redis', await dumpRedis(site.redis.url))
  places.set('figures for admins', await figuresOf(site.redis.url))
  return places
}

export function sqliteFile({ nodes }: AttackedSite): string {
  return join(nodes[0]!.folder, 'rekey.sqlite')
}

function dumpSqlite(file: string): [string, string][] {
  const database = new Sqlite(file, { readonly: true })
  try {
    const tables = database.prepare("select name from sqlite_master where type = 'table'").all() as Named[]
    return tables.map(({ name }) => {
      const rows = database.prepare(`select * from "${name}"`).all()
      return [name, rows.map((row) => JSON.stringify(row, withBytes)).join('\n')]
    })
  } finally {
    database.close()
  }
}

type Named = { name: string }

async function dumpRedis(url: string): Promise<string> {
  const client = new Redis(url)
  try {
    const keys = await client.keys('*')
    const values = keys.map(async (key) => {
      const type = await client.type(key)
      if (type === 'string') return [key, await client.get(key)]
      if (type === 'hash') return [key, await client.hgetall(key)]
      if (type === 'set') return [key, await client.smembers(key)]
      if (type === 'zset') return [key, await client.zrange(key, '0', '-1', 'WITHSCORES')]
      return [key, await client.lrange(key, 0, -1)]
    })
    return (await Promise.all(values)).map((entry) => JSON.stringify(entry)).join('\n')
  } finally {
    client.disconnect()
  }
}

async function dumpSql(databaseUrl: string): Promise<[string, string][]> {
  const pool = new Pool({ connectionString: databaseUrl })
  try {
    const { rows } = await pool.query("select tablename from pg_tables where schemaname = 'public'")
    const dumps = rows.map(async ({ tablename }): Promise<[string, string]> => {
      const content = await pool.query(`select * from "${tablename}"`)
      return [tablename, content.rows.map((row) => JSON.stringify(row, withBytes)).join('\n')]
    })
    return await Promise.all(dumps)
  } finally {
    await pool.end()
  }
}

/** A Buffer has become an object by the time that JSON shows it. */
function withBytes(_key: string, value: unknown): unknown {
  const bytes = value as { type?: string; data?: number[] } | null
  if (bytes?.type !== 'Buffer' || !bytes.data) return value
  const buffer = Buffer.from(bytes.data)
  return `${buffer.toString('hex')} ${buffer.toString('base64url')} ${buffer.toString('latin1')}`
}

/** What admins are shown, as text. */
export async function figuresOf(url: string): Promise<string> {
  const stores = await openRedis({ url })
  try {
    const { figures, locks, livePages } = stores
    const all = [figures.minutes(), figures.hotKeys(1_000), locks.list(1_000), livePages.countByState()]
    return JSON.stringify(await Promise.all(all))
  } finally {
    await stores.close()
  }
}

export interface Listening {
  /** Every command that any client has sent, one a line. */
  heard(): string
  stop(): void
}

/** Listens to all that is said to Redis, what is deleted or published as well. */
export async function listenToRedis(url: string): Promise<Listening> {
  const client = new Redis(url)
  const monitor = await client.monitor()
  const lines: string[] = []
  monitor.on('monitor', (_time: string, args: string[]) => lines.push(args.join(' ')))
  return {
    heard: () => lines.join('\n'),
    stop() {
      monitor.disconnect()
      client.disconnect()
    },
  }
}
