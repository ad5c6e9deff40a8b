import type { Logger } from 'pino'
import type { AccountStore } from '../../../accounts/account-store.ts'
import type { AuditLog } from '../../../audit/audit-log.ts'
import type { Announcer } from '../../../events/announcer.ts'
import type { Guard } from '../../../limits/guard.ts'
import type { ChosenLimits } from '../../../limits/numbers.ts'
import type { StoreNewness } from '../../../limits/store-newness.ts'
import type { Tally } from '../../../limits/tally.ts'
import type { PasskeyActs } from '../../../passkeys/passkey-acts.ts'
import type { StepUp } from '../../../passkeys/step-up.ts'
import type { RecoveryMethod } from '../../../recovery/method.ts'
import type { RecoveryLedger } from '../../../recovery/recovery-ledger.ts'
import type { Register } from '../../../recovery/register.ts'
import type { SessionStore } from '../../../sessions/session-store.ts'
import { createDecide } from '../decide.ts'
import { createFollowLedger } from '../follow-ledger.ts'
import type { Lifetimes } from '../lifetimes.ts'
import type { LivePages } from '../live-pages.ts'
import type { PairingStore, Seen } from '../pairing-store.ts'
import { createMarkContention } from '../risk/contention.ts'
import { createFoundMarks } from '../risk/found-marks.ts'
import { createLockPages } from '../risk/lock-pages.ts'
import { createLockSubjects } from '../risk/lock-subjects.ts'
import type { Locks } from '../risk/locks.ts'
import type { Marks } from '../risk/marks.ts'
import type { RiskSettings } from '../risk/policy.ts'
import { createStandingAtClaim } from '../risk/standing-at-claim.ts'
import { createStandingAtOpening } from '../risk/standing-at-opening.ts'
import { createReadSurroundings } from '../risk/surroundings.ts'
import type { SurroundingsStore } from '../risk/surroundings-store.ts'
import type { PairingSecrets } from '../secrets.ts'
import { createTell } from '../tell.ts'
import { createTypedNames } from '../typed-name.ts'
import { type Approve, createApprove } from './approve.ts'
import { type ClaimPage, createClaim } from './claim.ts'
import { createShowClaim } from './claim-shown.ts'
import { createLook, type Look } from './look.ts'
import { createOpen, type OpenPage } from './open.ts'
import { createPageLink, type PageLink } from './page-link.ts'
import { createShowPage } from './page-shown.ts'
import { createProven } from './proven.ts'
import { createMakePasskey, type MakePasskey } from './register.ts'
import { createReturnPin, type ReturnPin } from './return-pin.ts'
import { createStop, type Stop } from './stop.ts'
import { createTypeName, type TypeName } from './type-name.ts'

/** Stores of what lives for minutes. */
interface PairingStores {
  readonly pairings: PairingStore
  readonly livePages: LivePages
  readonly marks: Marks
  readonly locks: Pick<Locks, 'add' | 'leftMs'>
  readonly surroundings: SurroundingsStore
}

/** Stores of what lasts. */
interface LastingStores {
  readonly accounts: Pick<AccountStore, 'findByName'>
  readonly sessions: Pick<SessionStore, 'liveAmong'>
  readonly recoveries: Pick<RecoveryLedger, 'find' | 'end'>
  readonly acts: Pick<PasskeyActs, 'reportStolen'>
  readonly audit: Pick<AuditLog, 'append'>
}

/** What the pairing as a whole needs. createSteps gives each step only what it names. */
export interface StepParts {
  readonly fast: PairingStores
  readonly sql: LastingStores
  readonly secrets: PairingSecrets
  readonly lives: Lifetimes
  readonly risk: RiskSettings
  readonly limits: ChosenLimits
  readonly guard: Guard
  readonly newness: StoreNewness
  readonly tally: Pick<Tally, 'count'>
  readonly stepUp: StepUp
  readonly register: Register
  readonly announcer: Announcer
  readonly log: Logger
}

/** Everything that can happen to a pairing, in the order of docs/spec/protocol.md. */
export interface Steps {
  readonly open: OpenPage
  readonly pageLink: PageLink
  readonly typeName: TypeName
  readonly look: Look
  readonly claim: ClaimPage
  readonly returnPin: ReturnPin
  readonly approve: Approve
  readonly makePasskey: MakePasskey
  readonly stop: Stop
  readonly proven: RecoveryMethod['proven']
}

/** Puts the steps together. `show` shows a pairing that was just written to everybody who waits for it. */
export function createSteps(parts: StepParts, show: (written: Seen) => void): Steps {
  const { secrets, lives, risk, limits, guard, newness, tally, stepUp, register, announcer, log } = parts
  const { pairings, livePages, marks, locks, surroundings } = parts.fast
  const { accounts, sessions, recoveries: ledger, acts, audit } = parts.sql
  // What several steps need is made once.
  const lock = createLockSubjects({ locks, secrets })
  const decide = createDecide({
    pairings,
    ledger,
    lives,
    markContention: createMarkContention({ marks, lock, risk, secrets }),
    tell: createTell({ show, livePages, lives, tally }),
  })
  const followLedger = createFollowLedger({ pairings, ledger, decide })
  const readSurroundings = createReadSurroundings({ surroundings, pairings, secrets, risk, lives, newness })
  const foundMarks = createFoundMarks({ marks, secrets })
  const lockPages = createLockPages({ lock, decide, audit, tally })
  const names = createTypedNames({ accounts, secrets, lives })
  const showPage = createShowPage({ lives, secrets })
  const showClaim = createShowClaim({ lives, secrets })
  const standingAtOpening = createStandingAtOpening({
    guard,
    surroundings,
    readSurroundings,
    risk,
    limits,
    lives,
    secrets,
    decide,
    foundMarks,
    lockPages,
    livePages,
    pairings,
    tally,
  })
  const standingAtClaim = createStandingAtClaim({
    readSurroundings,
    pairings,
    risk,
    secrets,
    foundMarks,
    lock,
    lockPages,
    decide,
  })
  return {
    open: createOpen({ standingAtOpening, names, pairings, secrets, lives, tally, showPage }),
    pageLink: createPageLink({ pairings, decide, followLedger, showPage, log }),
    typeName: createTypeName({ guard, names, decide, pairings, showPage }),
    look: createLook({ guard, pairings, secrets, lives, audit, tally, log }),
    claim: createClaim({
      guard,
      locks,
      pairings,
      secrets,
      standingAtClaim,
      decide,
      risk,
      lives,
      lockPages,
      audit,
      showClaim,
    }),
    returnPin: createReturnPin({ pairings, decide, secrets, showPage, showClaim }),
    approve: createApprove({ pairings, decide, guard, stepUp, acts, audit, announcer, showClaim }),
    makePasskey: createMakePasskey({ decide, followLedger, register, sessions, showPage }),
    stop: createStop({ decide, audit, announcer, showPage, showClaim }),
    proven: createProven({ decide, log }),
  }
}
