import { createReadSignedIn } from '../../accounts/signed-in.ts'
import type { CreateHost } from '../../host.ts'
import { UNDO_MS } from '../../recovery/lifetimes.ts'
import { createAuthenticate } from '../../sessions/authenticate.ts'
import type { SqlStores } from '../../stores/sql/open-sql.ts'
import type { Config } from '../config/config.ts'
import { sendsMail } from '../config/mail-variables.ts'
import { accountChannel } from './account-channel.ts'
import { createAccountFeatures } from './account-features.ts'
import { accountGets } from './account-gets.ts'
import { entryPosts } from './entry-posts.ts'
import { ownerPosts } from './owner-posts.ts'
import { createReturnTo } from './return-to.ts'

/** Our own accounts, passkeys and sessions, with their pages. */
export function ownAccounts(config: Config, sql: SqlStores): CreateHost {
  return ({ cookies, knownBrowsers, guard, announcer, stepUp, keys, log }) => {
    const { rp, signUp: signUpMode, publicUrl, returnTo: allowed } = config
    const authenticate = createAuthenticate(sql)
    const readSignedIn = createReadSignedIn(sql)
    const returnTo = createReturnTo({ publicUrl, allowed })
    return {
      authenticate,
      readSignedIn,
      complete({ prove, underWay, readiness }) {
        const features = createAccountFeatures({
          sql,
          rp,
          signUpMode,
          guard,
          announcer,
          authenticate,
          stepUp,
          prove,
          underWay,
          readiness,
          level: config.methods.recovery.level,
          keys,
          sendsMail: sendsMail(config.mail),
          undoMs: UNDO_MS,
          log,
        })
        return {
          posts: { ...entryPosts({ features, cookies, knownBrowsers, returnTo }), ...ownerPosts(features) },
          gets: accountGets(features),
          channel: accountChannel(readSignedIn),
        }
      },
    }
  }
}
