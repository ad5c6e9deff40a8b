import type { AccountStore } from '../../accounts/account-store.ts'
import type { AddressStore } from '../../addresses/address-store.ts'
import type { Announcer } from '../../events/announcer.ts'
import type { Guard } from '../../limits/guard.ts'
import type { ActionStepUp } from '../../passkeys/declared-actions.ts'
import type { RecoveryMethod } from '../../recovery/method.ts'
import type { MethodSwitches } from '../../recovery/method-switches.ts'
import { createOwnSwitch } from '../../recovery/own-switch.ts'
import type { SlowRecoveries } from '../../recovery/slow/slow-recoveries.ts'
import type { Keys } from '../../secrets/keys.ts'
import type { Authenticate } from '../../sessions/authenticate.ts'
import type { Cookies } from '../../sessions/cookies.ts'
import type { KnownBrowsers } from '../../sessions/known-browsers.ts'
import { createAsk } from './ask.ts'
import { createMailedLink } from './link.ts'
import type { MailedCodes } from './mailed-codes.ts'
import { emailPosts } from './posts.ts'
import { createProveEmail } from './prove.ts'
import { readEmailReadiness } from './readiness.ts'
import type { EmailSettings } from './settings.ts'

interface EmailParts {
  readonly setting: EmailSettings
  readonly sql: {
    readonly mailedCodes: MailedCodes
    readonly methodSwitches: MethodSwitches
    readonly addresses: Pick<AddressStore, 'list'>
    readonly accounts: Pick<AccountStore, 'findById'>
  }
  readonly authenticate: Authenticate
  readonly stepUp: Pick<ActionStepUp, 'finish'>
  readonly announcer: Pick<Announcer, 'accountChanged'>
  readonly guard: Guard
  readonly keys: Keys
  readonly cookies: Pick<Cookies, 'writeRead'>
  readonly knownBrowsers: Pick<KnownBrowsers, 'idOf'>
  readonly slow: Pick<SlowRecoveries, 'signedPost' | 'signedProof' | 'addProof' | 'noteWrongCode'>
}

/**
 * The recovery method of people who read the mailbox of a confirmed address (NIST SP 800-63B-4, section 4.2.1.2). It is
 * a proof, and never a sign-in.
 */
export function createEmail(parts: EmailParts): RecoveryMethod {
  const { setting, authenticate, stepUp, guard, announcer, keys, cookies, knownBrowsers } = parts
  const { mailedCodes: codes, methodSwitches: switches, accounts, addresses } = parts.sql
  const { signedPost, signedProof, addProof, noteWrongCode } = parts.slow
  const required = 'email_recovery_required'
  const ownSwitch = createOwnSwitch({ method: 'email', setting, required, switches, stepUp, announcer })
  const ask = createAsk({ setting, codes, guard, keys, knownBrowsers })
  const prove = createProveEmail({ setting, codes, guard, keys, addProof, noteWrongCode })
  const link = createMailedLink({ setting, codes, accounts, addProof })
  return {
    id: 'email',
    offered: setting !== 'off',
    posts: emailPosts({ ask, prove, link, guard, authenticate, cookies, ownSwitch, signedPost, signedProof }),
    channels: [],
    serve() {},
    async proven() {},
    async readiness(accountId) {
      if (setting === 'off') return {}
      const own = await readEmailReadiness({ switches, addresses }, accountId)
      return { email: { required: setting === 'on', ...own } }
    },
  }
}
