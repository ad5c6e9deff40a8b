import type { Logger } from 'pino'
import type { AccountStore } from '../../accounts/account-store.ts'
import type { AdminStore } from '../../admin/admin-store.ts'
import type { AuditLog } from '../../audit/audit-log.ts'
import type { Announcer } from '../../events/announcer.ts'
import type { Guard } from '../../limits/guard.ts'
import type { ActionStepUp } from '../../passkeys/action-step-up.ts'
import type { ChallengeStore } from '../../passkeys/challenge-store.ts'
import type { CredentialStore } from '../../passkeys/credential-store.ts'
import type { PasskeyActs } from '../../passkeys/passkey-acts.ts'
import type { RelyingParty } from '../../passkeys/relying-party.ts'
import type { StepUp } from '../../passkeys/step-up.ts'
import { createActionStepUp } from '../../recovery/action-step-up.ts'
import { createJudgeRecovery, type JudgeRecovery } from '../../recovery/judge-recovery.ts'
import type { Prove } from '../../recovery/prove.ts'
import type { RecoveryLedger } from '../../recovery/recovery-ledger.ts'
import { type Authenticate, createAuthenticate } from '../../sessions/authenticate.ts'
import { createEndSessions, type EndSessions } from '../../sessions/end-sessions.ts'
import type { SessionStore } from '../../sessions/session-store.ts'
import type { SignUpMode } from '../config/config.ts'
import { type AccountViews, createAccountViews } from './account-page.ts'
import { type AddPasskey, createAddPasskey } from './add-passkey.ts'
import { type ChangePasskeys, createChangePasskeys } from './change-passkeys.ts'
import { createInvites, type Invites } from './invites.ts'
import { createSignIn, type SignIn } from './sign-in.ts'
import { createSignUp, type SignUp } from './sign-up.ts'
import { createStopChanges, type StopChanges } from './stop-changes.ts'

interface AccountDeps {
  readonly rp: RelyingParty
  readonly signUpMode: SignUpMode
  readonly accounts: AccountStore
  readonly credentials: CredentialStore
  readonly sessions: SessionStore
  readonly challenges: ChallengeStore
  readonly ledger: RecoveryLedger
  readonly acts: PasskeyActs
  readonly audit: AuditLog
  readonly admins: Pick<AdminStore, 'standings'>
  readonly log: Logger
  readonly announcer: Announcer
  readonly guard: Guard
  /** Shared with the pairing, which approves by it. */
  readonly stepUp: StepUp
  readonly prove: Prove
  /** How long an addition can be undone, and what is removed can come back. */
  readonly undoMs: number
}

/** All that can be done with an account outside of a pairing. */
export interface AccountFeatures {
  readonly authenticate: Authenticate
  readonly invites: Invites
  readonly signUp: SignUp
  readonly signIn: SignIn
  readonly stopChanges: StopChanges
  readonly stepUp: ActionStepUp
  readonly addPasskey: AddPasskey
  readonly changePasskeys: ChangePasskeys
  readonly endSessions: EndSessions
  readonly judgeRecovery: JudgeRecovery
  readonly views: AccountViews
}

/** Joins the features to one set of ports. */
export function createAccountFeatures(deps: AccountDeps): AccountFeatures {
  const stepUp = createActionStepUp(deps)
  const invites = createInvites(deps.challenges)
  const stepped = { ...deps, stepUp }
  return {
    authenticate: createAuthenticate(deps),
    invites,
    signUp: createSignUp({ ...deps, mode: deps.signUpMode, invites }),
    signIn: createSignIn(deps),
    stopChanges: createStopChanges(deps),
    stepUp,
    addPasskey: createAddPasskey(stepped),
    changePasskeys: createChangePasskeys(stepped),
    endSessions: createEndSessions(stepped),
    judgeRecovery: createJudgeRecovery(stepped),
    views: createAccountViews({ ...deps, rpId: deps.rp.id }),
  }
}
