import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Logger } from 'pino'
import type { Config } from '../config/config.ts'
import type { VolatileStores } from '../ports/volatile-stores.ts'
import { openMemory } from '../stores/memory/open-memory.ts'
import type { ReportConnection } from '../stores/redis/connect.ts'
import type { FanOut } from '../stores/redis/fan-out.ts'
import { openRedis } from '../stores/redis/open-redis.ts'
import { openSql, type SqlStores } from '../stores/sql/open-sql.ts'

export interface Stores {
  readonly sql: SqlStores
  readonly fast: VolatileStores
  /** Connections for the socket adapter; null when one process is all there is. */
  readonly fanOut: FanOut | null
  close(): Promise<void>
}

/** Opens what the configuration names. Throws a sentence that says what cannot be reached, and closes the rest. */
export async function openStores(config: Config, log: Logger): Promise<Stores> {
  const rpId = config.rp.id
  const sql = await openSql(
    config.databaseUrl ? { databaseUrl: config.databaseUrl, rpId } : { file: sqliteFile(config), rpId },
  )
  try {
    const redis = config.redisUrl ? await openRedis({ url: config.redisUrl, report: reporter(log) }) : null
    const fast = redis ?? openMemory()
    return {
      sql,
      fast,
      fanOut: redis?.fanOut ?? null,
      async close() {
        await fast.close()
        await sql.close()
      },
    }
  } catch (error) {
    await sql.close()
    throw error
  }
}

function sqliteFile({ dataDir }: Config): string {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  return join(dataDir, 'rekey.sqlite')
}

function reporter(log: Logger): ReportConnection {
  return (news, why) =>
    news === 'lost'
      ? log.error(
          { store: 'redis', why },
          'Redis is away: nothing is paired until it is back; sign-in works.',
        )
      : log.info({ store: 'redis' }, 'Redis is back.')
}
