import { createInvites } from '../accounts/invites.ts'
import type { Config } from '../config/config.ts'
import { createLogger } from './logger.ts'
import { openStores } from './open-stores.ts'

/** Makes an invite and says the link that carries it. The fragment keeps it out of every log. */
export async function printInvite(config: Config): Promise<string> {
  const stores = await openStores(config, createLogger('silent'))
  try {
    const invite = await createInvites(stores.sql.challenges).create()
    const link = `${config.publicUrl}/sign-up#invite=${invite}`
    return `One person can create one account with this link, within 7 days:\n${link}`
  } finally {
    await stores.close()
  }
}
