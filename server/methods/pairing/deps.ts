import type { Logger } from 'pino'
import type { AccountStore } from '../../accounts/account-store.ts'
import type { AuditLog } from '../../audit/audit-log.ts'
import type { Announcer } from '../../events/announcer.ts'
import type { Guard } from '../../limits/guard.ts'
import type { ChosenLimits } from '../../limits/numbers.ts'
import type { StoreNewness } from '../../limits/store-newness.ts'
import type { Tally } from '../../limits/tally.ts'
import type { PasskeyActs } from '../../passkeys/passkey-acts.ts'
import type { StepUp } from '../../passkeys/step-up.ts'
import type { RecoveryLedger } from '../../recovery/recovery-ledger.ts'
import type { Register } from '../../recovery/register.ts'
import type { SessionStore } from '../../sessions/session-store.ts'
import type { Lifetimes } from './lifetimes.ts'
import type { LivePages } from './live-pages.ts'
import type { PairingNews } from './news.ts'
import type { PairingStore } from './pairing-store.ts'
import type { Locks } from './risk/locks.ts'
import type { Marks } from './risk/marks.ts'
import type { RiskSettings } from './risk/policy.ts'
import type { SurroundingsStore } from './risk/surroundings-store.ts'
import type { PairingSecrets } from './secrets.ts'

/** Everything that the steps of a pairing lean on, made at composition. */
export interface PairingDeps {
  readonly pairings: PairingStore
  readonly livePages: LivePages
  readonly marks: Marks
  readonly locks: Locks
  readonly surroundings: SurroundingsStore
  readonly guard: Guard
  readonly accounts: AccountStore
  readonly sessions: SessionStore
  readonly ledger: RecoveryLedger
  readonly register: Register
  readonly acts: PasskeyActs
  readonly audit: AuditLog
  readonly announcer: Announcer
  readonly news: PairingNews
  readonly stepUp: StepUp
  readonly secrets: PairingSecrets
  readonly lives: Lifetimes
  readonly risk: RiskSettings
  readonly limits: ChosenLimits
  readonly newness: StoreNewness
  readonly tally: Pick<Tally, 'count'>
  readonly log: Logger
}
