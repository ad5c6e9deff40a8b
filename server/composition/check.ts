import type { Config } from '../config/config.ts'
import { createLogger } from './logger.ts'
import { openStores } from './open-stores.ts'
import { storesInUse } from './welcome.ts'

/** Reaches every store that the configuration names, and closes it again. Throws a sentence when one is away. */
export async function check(config: Config): Promise<string> {
  const stores = await openStores(config, createLogger('silent'))
  try {
    await Promise.all([stores.sql.ping(), stores.fast.ping()])
  } finally {
    await stores.close()
  }
  const { publicUrl, rp, warnings } = config
  const lines = [
    'The configuration is right, and every store answers.',
    `Address: ${publicUrl}; passkeys belong to ${rp.id}.`,
    `Stores: ${storesInUse(config)}.`,
  ]
  return [...lines, ...warnings.map((warning) => `Warning: ${warning}`)].join('\n')
}
