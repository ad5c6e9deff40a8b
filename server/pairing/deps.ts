import type { Logger } from 'pino'
import type { RelyingParty } from '../passkeys/relying-party.ts'
import type { StepUp } from '../passkeys/step-up.ts'
import type { AccountStore } from '../ports/account-store.ts'
import type { Announcer } from '../ports/announcer.ts'
import type { AuditLog } from '../ports/audit-log.ts'
import type { CredentialStore } from '../ports/credential-store.ts'
import type { LivePages } from '../ports/live-pages.ts'
import type { Locks } from '../ports/locks.ts'
import type { Marks } from '../ports/marks.ts'
import type { PairingStore } from '../ports/pairing-store.ts'
import type { PasskeyActs } from '../ports/passkey-acts.ts'
import type { RecoveryLedger } from '../ports/recovery-ledger.ts'
import type { SessionStore } from '../ports/session-store.ts'
import type { Guard } from '../throttle/guard.ts'
import type { LadderSettings } from '../throttle/ladder.ts'
import type { ChosenLimits } from '../throttle/numbers.ts'
import type { StoreNewness } from '../throttle/store-newness.ts'
import type { Tally } from '../throttle/tally.ts'
import type { Lifetimes } from './lifetimes.ts'
import type { PairingSecrets } from './secrets.ts'

/** Everything that the steps of a pairing lean on, made at composition. */
export interface PairingDeps {
  readonly pairings: PairingStore
  readonly livePages: LivePages
  readonly marks: Marks
  readonly locks: Locks
  readonly guard: Guard
  readonly accounts: AccountStore
  readonly credentials: CredentialStore
  readonly sessions: SessionStore
  readonly ledger: RecoveryLedger
  readonly acts: PasskeyActs
  readonly audit: AuditLog
  readonly announcer: Announcer
  readonly stepUp: StepUp
  readonly rp: RelyingParty
  readonly secrets: PairingSecrets
  readonly lives: Lifetimes
  readonly ladder: LadderSettings
  readonly limits: ChosenLimits
  readonly newness: StoreNewness
  readonly tally: Pick<Tally, 'count'>
  readonly log: Logger
}
