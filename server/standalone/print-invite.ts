import { StartError } from '../errors/start-error.ts'
import { createInvites } from './accounts/invites.ts'
import type { Config } from './config/config.ts'
import { createLogger } from './logger.ts'
import { openStores, placeInWords } from './open-stores.ts'

/**
 * Makes an invite and prints its link. The fragment keeps the invite out of logs. Throws StartError if such a link
 * would be useless, so that nobody sends it to anyone.
 */
export async function printInvite(config: Config): Promise<string> {
  const needless = whyNeedless(config)
  if (needless) throw new StartError(needless)
  const stores = await openStores(config, createLogger('silent'))
  try {
    const invite = await createInvites(stores.sql.challenges).create()
    const link = `${config.publicUrl}/sign-up#invite=${invite}`
    return `One person can create one account with this link, within 7 days:\n${link}\nStore: ${placeInWords(stores.sql)}.`
  } finally {
    await stores.close()
  }
}

function whyNeedless({ signUp, publicUrl }: Config): string | null {
  if (signUp === 'closed') {
    return 'SIGN_UP is closed, so an invitation would not work. Set SIGN_UP=invite for the server and for this command.'
  }
  if (signUp === 'open') {
    return (
      `SIGN_UP is open, so nobody needs an invitation: anyone can create an account at ${publicUrl}/sign-up. ` +
      'To let in only who is invited, set SIGN_UP=invite for the server and for this command.'
    )
  }
  return null
}
