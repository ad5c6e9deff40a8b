import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from '@simplewebauthn/server'
import type { AccountChangePosts, AccountChangeRows } from './account-changes.ts'
import type { ExportPosts } from './account-export.ts'
import type { AccountPage, RecoveryRow, ScheduledRow } from './account-page.ts'
import type { AddressPosts } from './addresses.ts'
import type { WireError } from './errors.ts'
import type { CredentialId, RecoveryId, SessionId } from './ids.ts'
import type { ChangesStopped, PasskeyRemoved, SessionsEnded, Stopped } from './outcomes.ts'
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
      readonly changes: AccountChangeRows
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
export interface Posts extends UnderWayPosts, AddressPosts, ExportPosts, AccountChangePosts {
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
