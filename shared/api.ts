import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from '@simplewebauthn/server'
import type { Addresses, AddressPosts } from './addresses.ts'
import type { AuditAction } from './audit.ts'
import type { WireError } from './errors.ts'
import type { CredentialId, RecoveryId, SessionId, UserHandle } from './ids.ts'
import type { ChangesStopped, PasskeyRemoved, SessionsEnded, Stopped } from './outcomes.ts'
import type { Readiness } from './readiness.ts'
import type { ArrivalMethod } from './recovery.ts'
import type { UnderWayPosts, UnderWayRow } from './slow-recovery.ts'

// JSON over HTTP. Every change is a POST with `application/json` from an allowed Origin. Every refusal is `{ error: {
// code, retryAfterMs? } }`.

export interface ErrorBody {
  readonly error: WireError
}

/** The options of a registration ceremony. The server keeps their challenge under `challengeId`. */
export interface CreationOffer {
  readonly challengeId: string
  readonly options: PublicKeyCredentialCreationOptionsJSON
}

/** The options of an assertion ceremony. The server keeps their challenge under `challengeId`. */
export interface RequestOffer {
  readonly challengeId: string
  readonly options: PublicKeyCredentialRequestOptionsJSON
}

/**
 * The longest attestation object that is accepted, in characters. With no attestation, or a self attestation, the
 * longest has about 3,000. A longer one carries certificates, which we don't ask for, and doesn't fit into a socket
 * message.
 */
export const LONGEST_ATTESTATION = 4_000

export interface Attested {
  readonly challengeId: string
  readonly credential: RegistrationResponseJSON
}

export interface Asserted {
  readonly challengeId: string
  readonly assertion: AuthenticationResponseJSON
}

// The actions that need a step-up. Each is in the union of shared/step-up.ts.

export type PasskeyAction =
  | { readonly do: 'add-passkey' }
  | { readonly do: 'remove-passkey'; readonly credentialId: CredentialId }
  | { readonly do: 'restore-passkey'; readonly credentialId: CredentialId }
  | { readonly do: 'report-stolen'; readonly credentialId: CredentialId }
  /** The name as it is posted. */
  | { readonly do: 'rename-passkey'; readonly credentialId: CredentialId; readonly name: string }
  | { readonly do: 'cancel-scheduled'; readonly scheduledId: string }

/** The ids in the order in which they are posted. */
export type SessionAction = { readonly do: 'end-sessions'; readonly ids: readonly SessionId[] }

export type RecoveryAction =
  | { readonly do: 'freeze-recovery'; readonly recoveryId: RecoveryId }
  | { readonly do: 'lift-recovery'; readonly recoveryId: RecoveryId }
  | { readonly do: 'undo-recovery'; readonly recoveryId: RecoveryId; readonly restoreRetired: boolean }
  /** One that is under way. */
  | { readonly do: 'stop-recovery'; readonly recoveryId: RecoveryId }

export type SessionInfo =
  | { readonly signedIn: false }
  | {
      readonly signedIn: true
      readonly name: string
      /** Set while the passkey of this session is on probation (milliseconds since 1970). */
      readonly probationUntil: number | null
      /** Why this device cannot approve, if so. */
      readonly cannotApprove: 'no-usable-passkey' | 'probation' | null
      /** Recoveries and additions that the owner should hear of. */
      readonly recoveries: readonly RecoveryRow[]
      readonly scheduled: readonly ScheduledRow[]
      readonly underWay: readonly UnderWayRow[]
    }

/** A passkey of the account by its name. */
export interface NamedPasskey {
  readonly id: CredentialId
  readonly name: string
}

/** What holds a passkey: a password manager that syncs it, or one thing. */
export type PasskeyKind = 'cloud' | 'phone' | 'computer' | 'security-key'

export interface PasskeyRow {
  readonly id: CredentialId
  readonly name: string
  /** The name of its maker, whatever its owner calls it. Null if the maker doesn't say. */
  readonly maker: string | null
  readonly kind: PasskeyKind
  readonly createdAt: number
  readonly lastUsedAt: number | null
  readonly status: 'unproven' | 'active' | 'suspended' | 'frozen'
  readonly probationUntil: number | null
  /** Until then its arrival can be undone, so it may not change older passkeys. Null if it may. */
  readonly youngUntil: number | null
  /**
   * Set while it is `suspended`: since when, by which passkey if that is known, and when it is removed for good, if
   * it is.
   */
  readonly setAside: {
    readonly at: number | null
    readonly by: NamedPasskey | null
    readonly leavesAt: number | null
  } | null
  /** The passkeys that it added or approved and that can still be undone. Reporting it stolen stops them. */
  readonly brought: readonly (NamedPasskey & { readonly method: ArrivalMethod; readonly at: number })[]
  /** It began this session. */
  readonly current: boolean
  readonly boundDevice: string
  readonly boundNetwork: string
}

export interface SessionRow {
  readonly id: SessionId
  readonly device: string
  readonly network: string
  readonly createdAt: number
  readonly lastSeenAt: number
  readonly current: boolean
  /** The passkey that began it, while the account has it. */
  readonly by: NamedPasskey | null
}

export interface ActivityRow {
  readonly action: AuditAction
  readonly at: number
  readonly device: string | null
  readonly network: string | null
  readonly detail: string | null
}

/** News about security. Several events of one kind can be one row. */
export interface NewsRow extends ActivityRow {
  /** How often it happened, counted up to 1,000. `at` is the last time. */
  readonly count: number
  /** When it first happened. */
  readonly since: number
}

/**
 * How a passkey came to the account: by a recovery, or added on the account page. Listed as long as it can be undone.
 */
export interface RecoveryRow {
  readonly id: RecoveryId
  readonly method: ArrivalMethod
  readonly state: 'done' | 'frozen'
  readonly device: string
  readonly network: string
  readonly place: string | null
  readonly doneAt: number
  readonly undoUntil: number
  /** The passkey that was retired, if one was. */
  readonly retired: NamedPasskey | null
  readonly added: NamedPasskey
  /** The passkey that approved or added it, if one did. */
  readonly by: NamedPasskey | null
  /** The passkey that froze it. This one lifts the freeze, or an older one. Null unless it is frozen. */
  readonly frozenBy: NamedPasskey | null
  /** This session was begun with the passkey that arrived, which may not judge its own arrival. */
  readonly own: boolean
}

/** A scheduled removal, because the passkey that asked for it was too new. An older passkey can cancel it. */
export interface ScheduledRow {
  readonly id: string
  readonly target: NamedPasskey
  readonly by: NamedPasskey
  readonly madeAt: number
  readonly dueAt: number
}

export interface AccountPage {
  readonly name: string
  readonly userHandle: UserHandle
  readonly rpId: string
  /** The account has the admin role. The page links to the console, which checks the role again. */
  readonly admin: boolean
  readonly probationUntil: number | null
  readonly passkeys: readonly PasskeyRow[]
  readonly sessions: readonly SessionRow[]
  /** There are more sessions, seen less recently than these. */
  readonly moreSessions: boolean
  readonly news: readonly NewsRow[]
  /** Everything that is not news about security. */
  readonly activity: readonly ActivityRow[]
  readonly recoveries: readonly RecoveryRow[]
  /** Soonest first. */
  readonly scheduled: readonly ScheduledRow[]
  /** Recoveries without another device that are under way. */
  readonly underWay: readonly UnderWayRow[]
  readonly readiness: Readiness
  readonly addresses: Addresses
}

export interface SignedIn {
  readonly name: string
  /** Where to go next: a path of ours, or an address of the RETURN_TO allow-list. */
  readonly next: string
  /** This sign-in proved the new passkey of a recovery. */
  readonly recovered: boolean
  /** Set if `thenAdd` was sent: the sign-in then counts as the step-up for adding a passkey. */
  readonly add: CreationOffer | null
}

/** Path -> what is posted and what is answered. */
export interface Posts extends UnderWayPosts, AddressPosts {
  '/api/sign-up/options': [{ readonly name: string; readonly invite?: string }, CreationOffer]
  '/api/sign-up': [Attested, SignedIn]
  '/api/sign-in/options': [{ readonly hybrid?: boolean }, RequestOffer]
  '/api/sign-in': [Asserted & { readonly returnTo?: string; readonly thenAdd?: boolean }, SignedIn]
  /** "Stop changes I did not make": one assertion, without a session. It begins no session. */
  '/api/freeze/options': [Record<never, never>, RequestOffer]
  '/api/freeze': [Asserted, ChangesStopped]
  '/api/sign-out': [Record<never, never>, Record<never, never>]
  '/api/passkeys/options': [{ readonly stepUp: Asserted }, CreationOffer]
  '/api/passkeys': [Attested, Record<never, never>]
  '/api/passkeys/rename': [
    { readonly credentialId: CredentialId; readonly name: string; readonly stepUp: Asserted },
    Record<never, never>,
  ]
  '/api/passkeys/remove': [{ readonly credentialId: CredentialId; readonly stepUp: Asserted }, PasskeyRemoved]
  '/api/passkeys/report-stolen': [{ readonly credentialId: CredentialId; readonly stepUp: Asserted }, Stopped]
  '/api/passkeys/restore': [
    { readonly credentialId: CredentialId; readonly stepUp: Asserted },
    Record<never, never>,
  ]
  '/api/scheduled/cancel': [{ readonly scheduledId: string; readonly stepUp: Asserted }, Record<never, never>]
  '/api/sessions/end': [{ readonly ids: readonly SessionId[]; readonly stepUp: Asserted }, SessionsEnded]
  '/api/recoveries/freeze': [
    { readonly recoveryId: RecoveryId; readonly stepUp: Asserted },
    Record<never, never>,
  ]
  '/api/recoveries/lift': [
    { readonly recoveryId: RecoveryId; readonly stepUp: Asserted },
    Record<never, never>,
  ]
  '/api/recoveries/undo': [
    { readonly recoveryId: RecoveryId; readonly restoreRetired: boolean; readonly stepUp: Asserted },
    Record<never, never>,
  ]
}

export interface Gets {
  '/api/session': SessionInfo
  '/api/account': AccountPage
}
