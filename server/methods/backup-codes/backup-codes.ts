import type { AccountStore } from '../../accounts/account-store.ts'
import type { Announcer } from '../../events/announcer.ts'
import type { Guard } from '../../limits/guard.ts'
import type { ActionStepUp } from '../../passkeys/declared-actions.ts'
import type { RecoveryMethod } from '../../recovery/method.ts'
import type { SlowRecoveries } from '../../recovery/slow/slow-recoveries.ts'
import type { Authenticate } from '../../sessions/authenticate.ts'
import type { BackupCodeStore } from './backup-code-store.ts'
import { createOneAtATime } from './one-at-a-time.ts'
import { createOwnCodes } from './own-codes.ts'
import { ownCodePosts, provePost } from './posts.ts'
import { createProveCode } from './prove.ts'
import type { BackupCodeSettings } from './settings.ts'
import { createTryCode } from './try-code.ts'

interface BackupCodeParts {
  readonly setting: BackupCodeSettings
  readonly sql: {
    readonly accounts: Pick<AccountStore, 'findByName'>
    readonly backupCodes: BackupCodeStore
  }
  readonly authenticate: Authenticate
  readonly stepUp: ActionStepUp
  readonly guard: Guard
  readonly announcer: Pick<Announcer, 'accountChanged'>
  readonly slow: Pick<SlowRecoveries, 'signedProof' | 'addProof' | 'noteWrongCode'>
}

/** The recovery method of people who saved codes in advance (NIST SP 800-63B-4, section 4.2.1.1). */
export function createBackupCodes(parts: BackupCodeParts): RecoveryMethod {
  const { setting, authenticate, stepUp, guard, announcer } = parts
  const { signedProof, addProof, noteWrongCode } = parts.slow
  const { accounts, backupCodes: store } = parts.sql
  const oneAtATime = createOneAtATime()
  const ownCodes = createOwnCodes({ setting, store, stepUp, announcer, guard, oneAtATime })
  const tryCode = createTryCode({ setting, store, stepUp, guard, announcer, oneAtATime })
  const prove = createProveCode({ setting, accounts, store, guard, oneAtATime, addProof, noteWrongCode })
  return {
    id: 'backup-code',
    offered: setting !== 'off',
    posts: { ...ownCodePosts({ authenticate, ownCodes, tryCode }), ...provePost(signedProof, prove) },
    channels: [],
    serve: () => {},
    proven: async () => {},
    async readiness(accountId) {
      if (setting === 'off') return {}
      return { 'backup-code': { required: setting === 'on', ...(await store.readiness(accountId)) } }
    },
  }
}
