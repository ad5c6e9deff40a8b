import type { AccountStore } from '../../accounts/account-store.ts'
import type { Announcer } from '../../events/announcer.ts'
import type { Guard } from '../../limits/guard.ts'
import type { ActionStepUp } from '../../passkeys/declared-actions.ts'
import type { RecoveryMethod } from '../../recovery/method.ts'
import type { MethodSwitches } from '../../recovery/method-switches.ts'
import { createOwnSwitch, switchPost } from '../../recovery/own-switch.ts'
import type { SlowRecoveries } from '../../recovery/slow/slow-recoveries.ts'
import type { Authenticate } from '../../sessions/authenticate.ts'
import { casePosts, supportPosts } from './case-posts.ts'
import type { Cases } from './cases.ts'
import { createLink } from './link.ts'
import { linkPosts } from './link-posts.ts'
import type { OperatorLinks } from './operator-links.ts'
import { createOwnCases } from './own-case.ts'
import type { AssistedSettings, CaseCodeSettings } from './settings.ts'
import { createSupport, type MaySupport } from './support.ts'

interface AssistedParts {
  readonly setting: AssistedSettings
  readonly codes: CaseCodeSettings
  readonly sql: {
    readonly operatorLinks: OperatorLinks
    readonly cases: Cases
    readonly methodSwitches: MethodSwitches
    readonly accounts: AccountStore
  }
  readonly guard: Guard
  readonly slow: Pick<SlowRecoveries, 'signedPost' | 'signedProof' | 'addProof'>
  readonly announcer: Announcer
  /** Who they are, and how they confirm. */
  readonly supporters: {
    readonly authenticate: Authenticate
    readonly maySupport: MaySupport
    readonly stepUp: ActionStepUp
  }
}

/**
 * Assisted recovery: other people help. The operator makes a link on the server, and two supporters vouch for somebody
 * who opened a case. It is offered where cases are; the operator's link works without that.
 */
export function createAssisted(parts: AssistedParts): RecoveryMethod {
  const { setting, codes, sql, guard, slow, announcer, supporters } = parts
  const { authenticate, maySupport, stepUp } = supporters
  const { operatorLinks: links, cases, accounts, methodSwitches: switches } = sql
  const { signedProof, addProof } = slow
  const own = createOwnCases({ setting, codes, cases, accounts, guard, addProof })
  const support = createSupport({ setting, codes, cases, accounts, guard, maySupport, stepUp, announcer })
  const required = 'assisted_required'
  const ownSwitch = createOwnSwitch({ method: 'assisted', setting, required, switches, stepUp, announcer })
  return {
    id: 'assisted',
    offered: setting !== 'off',
    posts: {
      ...linkPosts({ link: createLink({ links, accounts, addProof }), guard, signedProof }),
      ...casePosts(own, slow),
      ...supportPosts(support, authenticate),
      '/api/assisted/switch': switchPost(authenticate, ownSwitch),
    },
    channels: [],
    serve() {},
    async proven() {},
    async readiness(accountId) {
      if (setting === 'off') return {}
      return { assisted: { required: setting === 'on', ...(await switches.read(accountId, 'assisted')) } }
    },
  }
}
