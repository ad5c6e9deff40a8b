import { readImages } from '../pages/branding/brand.ts'
import { inspectPlaceFile } from '../requests/places/place-file.ts'
import { openRedis } from '../stores/redis/open-redis.ts'
import { inspectSql, type SqlState } from '../stores/sql/inspect-sql.ts'
import type { Config } from './config/config.ts'
import { findDataFolder } from './config/data-folder.ts'
import { findSecret } from './config/secret-file.ts'
import { tryHost } from './listen.ts'
import { sqlPlace } from './open-stores.ts'
import {
  emailRecoveryInUse,
  embeddedWarning,
  mailInUse,
  nodeWarning,
  proxyWarning,
  storesInUse,
} from './welcome.ts'

/**
 * Checks every store that the configuration names. Writes nothing into the database or the data folder. Throws an
 * error whose message says why a start would fail.
 */
export async function check(config: Config): Promise<string> {
  const { publicUrl, rp, warnings } = config
  const folderFound = usesDataFolder(config) && findDataFolder(config.dataDir)
  if (folderFound && !config.secret) findSecret(config.dataDir)
  const database = await inspectSql(sqlPlace(config), rp.id)
  const forgets = config.redisUrl ? await reachRedis(config.redisUrl) : null
  await readImages(config.brand)
  if (config.host !== null) await tryHost(config.host)
  const places = config.geoipFile === null ? null : await inspectPlaceFile(config.geoipFile)
  const lines = [
    'The configuration is right, and every store answers.',
    `Address: ${publicUrl}; passkeys belong to ${rp.id}.`,
    `Stores: ${storesInUse(config)}.`,
    mailInUse(config),
    emailRecoveryInUse(config),
    databaseWords(database, rp.id),
  ]
  const own = [...embeddedWarning(config), ...proxyWarning(config), ...nodeWarning(process.versions.node)]
  const doubts = [...warnings, config.misspelt, ...own, forgets, places].filter((one) => one !== null)
  return [...lines, ...doubts.map((warning) => `Warning: ${warning}`)].join('\n')
}

function usesDataFolder({ databaseUrl, secret }: Config): boolean {
  return !databaseUrl || !secret
}

/** Returns a sentence if Redis forgets what it should keep. */
async function reachRedis(url: string): Promise<string | null> {
  const redis = await openRedis({ url })
  try {
    return await redis.forgets()
  } finally {
    await redis.close()
  }
}

function databaseWords(state: SqlState, rpId: string): string {
  switch (state) {
    case 'empty':
      return `The database is empty; the first start will make its tables, for RP_ID ${rpId}, which can never be changed.`
    case 'behind':
      return `The database is for RP_ID ${rpId}, and from an older version; the next start will migrate it.`
    case 'ready':
      return `The database is for RP_ID ${rpId}, and up to date.`
    default:
      return state satisfies never
  }
}
