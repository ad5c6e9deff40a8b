import type { Gets } from '../../../shared/api.ts'
import type { GetsOf } from '../../requests/posts.ts'
import type { AccountFeatures } from './account-features.ts'

/** The GET requests of a browser about its session and its account. */
export function accountGets({
  authenticate,
  views,
}: Pick<AccountFeatures, 'authenticate' | 'views'>): GetsOf<Gets> {
  return {
    async '/api/session'({ sessionToken }) {
      const session = await authenticate(sessionToken)
      return session ? views.info(session) : { signedIn: false }
    },
    async '/api/account'({ sessionToken }) {
      const session = await authenticate(sessionToken)
      return session && views.page(session)
    },
  }
}
