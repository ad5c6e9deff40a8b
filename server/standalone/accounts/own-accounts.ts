import type { CreateHost } from '../../host.ts'
import { UNDO_MS } from '../../recovery/lifetimes.ts'
import type { SqlStores } from '../../stores/sql/open-sql.ts'
import type { Config } from '../config/config.ts'
import { accountChannel } from './account-channel.ts'
import { createAccountFeatures } from './account-features.ts'
import { accountGets } from './account-gets.ts'
import { entryPosts } from './entry-posts.ts'
import { ownerPosts } from './owner-posts.ts'
import { createReturnTo } from './return-to.ts'

/** Accounts, passkeys and sessions of our own, with their pages. */
export function ownAccounts(config: Config, sql: SqlStores): CreateHost {
  return (parts) => {
    const { rp, signUp, publicUrl, returnTo: allowed } = config
    const features = createAccountFeatures({
      ...sql,
      ...parts,
      ...{ rp, signUpMode: signUp, ledger: sql.recoveries, undoMs: UNDO_MS },
    })
    const returnTo = createReturnTo({ publicUrl, allowed })
    return {
      authenticate: features.authenticate,
      stepUp: features.stepUp,
      posts: { ...entryPosts({ features, cookies: parts.cookies, returnTo }), ...ownerPosts(features) },
      gets: accountGets(features),
      channel: accountChannel(sql),
    }
  }
}
