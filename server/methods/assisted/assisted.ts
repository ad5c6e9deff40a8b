import type { AccountStore } from '../../accounts/account-store.ts'
import type { Guard } from '../../limits/guard.ts'
import type { RecoveryMethod } from '../../recovery/method.ts'
import type { SlowRecoveries } from '../../recovery/slow/slow-recoveries.ts'
import { createLink } from './link.ts'
import { linkPosts } from './link-posts.ts'
import type { OperatorLinks } from './operator-links.ts'

interface AssistedParts {
  readonly sql: { readonly operatorLinks: OperatorLinks; readonly accounts: AccountStore }
  readonly guard: Guard
  readonly slow: Pick<SlowRecoveries, 'signedPost' | 'addProof'>
}

/** Assisted recovery: whoever runs the site helps. Today that is the operator's link, and there are no cases yet. */
export function createAssisted({ sql, guard, slow }: AssistedParts): RecoveryMethod {
  const { operatorLinks: links, accounts } = sql
  const { signedPost, addProof } = slow
  return {
    id: 'assisted',
    offered: true,
    posts: linkPosts({ link: createLink({ links, accounts, addProof }), guard, signedPost }),
    channels: [],
    serve() {},
    async proven() {},
    readiness: async () => ({}),
  }
}
