import type { Logger } from 'pino'
import type { AccountStore } from '../../accounts/account-store.ts'
import { createActByStepUp } from '../../accounts/act-by-step-up.ts'
import { type ChangeAccount, createChangeAccount } from '../../accounts/change-account.ts'
import type { ReadHeld } from '../../accounts/held-rows.ts'
import type { AddressStore } from '../../addresses/address-store.ts'
import { createManageAddresses, type ManageAddresses } from '../../addresses/manage-addresses.ts'
import type { AdminStore } from '../../admin/admin-store.ts'
import type { AuditLog } from '../../audit/audit-log.ts'
import type { Announcer } from '../../events/announcer.ts'
import type { Guard } from '../../limits/guard.ts'
import type { ChallengeStore } from '../../passkeys/challenge-store.ts'
import type { CredentialStore } from '../../passkeys/credential-store.ts'
import type { ActionStepUp } from '../../passkeys/declared-actions.ts'
import type { PasskeyActs } from '../../passkeys/passkey-acts.ts'
import type { RelyingParty } from '../../passkeys/relying-party.ts'
import { createJudgeRecovery, type JudgeRecovery } from '../../recovery/judge.ts'
import type { ReadReadiness } from '../../recovery/method.ts'
import type { RecoveryLevel } from '../../recovery/policy.ts'
import type { Prove } from '../../recovery/prove.ts'
import type { RecoveryLedger } from '../../recovery/recovery-ledger.ts'
import type { UnderWay } from '../../recovery/slow/under-way.ts'
import type { Keys } from '../../secrets/keys.ts'
import type { Authenticate } from '../../sessions/authenticate.ts'
import { createEndSessions, type EndSessions } from '../../sessions/end-sessions.ts'
import type { SessionStore } from '../../sessions/session-store.ts'
import type { SignUpMode } from '../config/config.ts'
import { type AccountViews, createAccountViews } from './account-page.ts'
import { type AddPasskey, createAddPasskey } from './add-passkey.ts'
import { type ChangePasskeys, createChangePasskeys } from './change-passkeys.ts'
import { createExportAccount, type ExportAccount } from './export-account.ts'
import { createInvites, type Invites } from './invites.ts'
import { createSignIn, type SignIn } from './sign-in.ts'
import { createSignUp, type SignUp } from './sign-up.ts'
import { createStopChanges, type StopChanges } from './stop-changes.ts'

interface AccountDeps {
  readonly sql: {
    readonly accounts: AccountStore
    readonly credentials: CredentialStore
    readonly sessions: SessionStore
    readonly challenges: ChallengeStore
    readonly recoveries: RecoveryLedger
    readonly acts: PasskeyActs
    readonly addresses: AddressStore
    readonly audit: AuditLog
    readonly admins: Pick<AdminStore, 'standings'>
    readonly readHeld: ReadHeld
  }
  readonly rp: RelyingParty
  readonly signUpMode: SignUpMode
  readonly guard: Guard
  readonly announcer: Announcer
  readonly authenticate: Authenticate
  readonly stepUp: ActionStepUp
  readonly prove: Prove
  readonly underWay: UnderWay
  readonly readiness: ReadReadiness
  readonly level: RecoveryLevel
  readonly keys: Keys
  readonly sendsMail: boolean
  /** How long an addition can be undone, and something removed can be restored. */
  readonly undoMs: number
  readonly log: Logger
}

/** Everything that can be done with an account outside of a recovery. */
export interface AccountFeatures {
  readonly authenticate: Authenticate
  readonly invites: Invites
  readonly signUp: SignUp
  readonly signIn: SignIn
  readonly stopChanges: StopChanges
  readonly addPasskey: AddPasskey
  readonly changePasskeys: ChangePasskeys
  readonly endSessions: EndSessions
  readonly judgeRecovery: JudgeRecovery
  readonly underWay: UnderWay
  readonly manageAddresses: ManageAddresses
  readonly exportAccount: ExportAccount
  readonly changeAccount: ChangeAccount
  readonly views: AccountViews
}

/** Gives each feature what it needs. */
export function createAccountFeatures(deps: AccountDeps): AccountFeatures {
  const {
    rp,
    signUpMode: mode,
    guard,
    announcer,
    authenticate,
    stepUp,
    prove,
    underWay,
    readiness,
    level,
    keys,
    sendsMail,
    undoMs,
    log,
  } = deps
  const {
    accounts,
    credentials,
    sessions,
    challenges,
    recoveries: ledger,
    acts,
    audit,
    admins,
    addresses,
    readHeld,
  } = deps.sql
  const invites = createInvites(challenges)
  return {
    authenticate,
    invites,
    signUp: createSignUp({ mode, rp, accounts, challenges, sessions, invites, guard, announcer, log }),
    signIn: createSignIn({
      rp,
      accounts,
      credentials,
      challenges,
      sessions,
      audit,
      guard,
      prove,
      announcer,
      log,
    }),
    stopChanges: createStopChanges({
      rp,
      accounts,
      credentials,
      challenges,
      acts,
      audit,
      guard,
      announcer,
      log,
    }),
    addPasskey: createAddPasskey({ rp, accounts, credentials, challenges, stepUp, announcer, undoMs, log }),
    changePasskeys: createChangePasskeys({ acts, announcer, stepUp, undoMs, guard }),
    endSessions: createEndSessions({ sessions, announcer, stepUp }),
    judgeRecovery: createJudgeRecovery({ ledger, credentials, announcer, stepUp, undoMs }),
    underWay,
    manageAddresses: createManageAddresses({
      ...{ addresses, accounts, stepUp, guard, announcer, keys, sendsMail },
    }),
    changeAccount: createChangeAccount({
      ...{ changes: accounts.changes, act: createActByStepUp({ stepUp, announcer }), guard },
    }),
    exportAccount: createExportAccount({ site: rp.home, accounts, readHeld, audit, stepUp, announcer }),
    views: createAccountViews({
      rpId: rp.id,
      accounts,
      sessions,
      ledger,
      underWay,
      readiness,
      level,
      acts,
      addresses,
      sendsMail,
      audit,
      admins,
    }),
  }
}
