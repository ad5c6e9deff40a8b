import { join } from 'node:path'
import type { Logger } from 'pino'
import type { EventCallbacks } from '../site-events/callbacks.ts'
import { receiversOf } from '../site-events/receivers.ts'
import { memoryChallenges } from '../stores/memory/challenges.ts'
import { openMemory } from '../stores/memory/open-memory.ts'
import type { ReportConnection } from '../stores/redis/connect.ts'
import { openRedis } from '../stores/redis/open-redis.ts'
import { type OwnAccounts, openSql, type SqlPlace, type SqlStores } from '../stores/sql/open-sql.ts'
import type { Stores } from '../stores/stores.ts'
import type { Config } from './config/config.ts'
import { openDataFolder } from './config/data-folder.ts'

/** What a site brings: a table of accounts that replaces ours (examples/own-users-table), and its callbacks. */
export interface OwnParts {
  readonly accounts?: OwnAccounts
  /** What the site does when something happened; see docs/events.md. */
  readonly on?: EventCallbacks
}

/**
 * Opens the stores that the configuration names. Throws an error that says which one cannot be reached, and closes
 * the others.
 */
export async function openStores(config: Config, log: Logger, own: OwnParts = {}): Promise<Stores> {
  const sql = await openSqlStores(config, own)
  try {
    const redis = config.redisUrl ? await openRedis({ url: config.redisUrl, report: reporter(log) }) : null
    const fast = redis ?? openMemory()
    return {
      // Without Redis there is one process, which knows all challenges itself.
      sql: redis ? sql : { ...sql, challenges: memoryChallenges(sql) },
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

/** Opens only the database. Throws an error that says why it cannot be reached. */
export async function openSqlStores(config: Config, own: OwnParts): Promise<SqlStores> {
  if (!config.databaseUrl) openDataFolder(config.dataDir)
  const told = receiversOf({ webhook: config.webhook, on: own.on })
  return openSql({ ...sqlPlace(config), rpId: config.rp.id, accounts: own.accounts, receiversOf: told })
}

/** Where the accounts are. */
export function sqlPlace({ databaseUrl, databaseSchema, dataDir }: Config): SqlPlace {
  return databaseUrl ? { databaseUrl, schema: databaseSchema } : { file: join(dataDir, 'rekey.sqlite') }
}

/** Where the accounts are, for the end of a sentence. */
export function placeInWords({ place }: Pick<SqlStores, 'place'>): string {
  return place.replace(/^The /, 'the ')
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
