import type { Logger } from 'pino'
import { createMayWatch } from './admin/may-see.ts'
import type { Announcements } from './events/announcements.ts'
import type { Host } from './host.ts'
import type { Guard } from './limits/guard.ts'
import type { ChosenLimits } from './limits/numbers.ts'
import type { StoreNewness } from './limits/store-newness.ts'
import type { Tally } from './limits/tally.ts'
import type { MethodSettings } from './method-settings.ts'
import { createAssisted } from './methods/assisted/assisted.ts'
import { createBackupCodes } from './methods/backup-codes/backup-codes.ts'
import { createContacts } from './methods/contacts/contacts.ts'
import { createEmail } from './methods/email/email.ts'
import type { Lifetimes } from './methods/pairing/lifetimes.ts'
import { createPairing } from './methods/pairing/pairing.ts'
import { createPairingSecrets } from './methods/pairing/secrets.ts'
import { riskSettings } from './methods/pairing/settings.ts'
import type { ActionStepUp } from './passkeys/declared-actions.ts'
import type { StepUp } from './passkeys/step-up.ts'
import type { RecoveryMethod } from './recovery/method.ts'
import type { Register } from './recovery/register.ts'
import type { SlowRecoveries } from './recovery/slow/slow-recoveries.ts'
import type { Keys } from './secrets/keys.ts'
import type { Cookies } from './sessions/cookies.ts'
import type { KnownBrowsers } from './sessions/known-browsers.ts'
import type { SqlStores } from './stores/sql/open-sql.ts'
import type { VolatileStores } from './stores/volatile-stores.ts'
import type { Careful } from './warnings/careful.ts'

/** What exists before the methods. Each of them is given only what it names. */
interface Parts {
  readonly fast: VolatileStores
  readonly sql: SqlStores
  readonly keys: Keys
  readonly cookies: Cookies
  readonly knownBrowsers: KnownBrowsers
  readonly lives: Lifetimes
  readonly settings: MethodSettings
  readonly limits: ChosenLimits
  readonly guard: Guard
  readonly newness: StoreNewness
  readonly tally: Tally
  readonly host: Pick<Host, 'authenticate' | 'readSignedIn'>
  readonly stepUp: StepUp
  readonly actionStepUp: ActionStepUp
  readonly register: Register
  readonly slow: SlowRecoveries
  readonly announcer: Announcements
  readonly careful: Careful
  readonly log: Logger
}

/** The recovery methods, one entry each. */
export function createMethods(parts: Parts): readonly RecoveryMethod[] {
  const { fast, sql, keys, cookies, knownBrowsers, lives, settings, limits, guard, newness, tally, host } =
    parts
  const { stepUp, actionStepUp, register, slow, announcer, careful, log } = parts
  const { authenticate, readSignedIn } = host
  return [
    createPairing({
      fast,
      sql,
      secrets: createPairingSecrets(keys),
      lives,
      risk: riskSettings(settings.pairing, limits),
      limits,
      guard,
      newness,
      tally,
      readSignedIn,
      stepUp,
      register,
      announcer,
      careful,
      log,
    }),
    createBackupCodes({
      setting: settings.backupCodes,
      sql,
      authenticate,
      stepUp: actionStepUp,
      guard,
      announcer,
      slow,
    }),
    createEmail({
      setting: settings.email,
      sql,
      authenticate,
      stepUp: actionStepUp,
      guard,
      announcer,
      keys,
      cookies,
      knownBrowsers,
      slow,
    }),
    createAssisted({
      setting: settings.assisted,
      codes: settings.caseCodes,
      sql,
      guard,
      slow,
      announcer,
      supporters: { authenticate, maySupport: createMayWatch(sql.admins), stepUp: actionStepUp },
    }),
    createContacts({
      setting: settings.contacts,
      sql,
      authenticate,
      stepUp: actionStepUp,
      guard,
      keys,
      announcer,
      slow,
    }),
  ]
}
