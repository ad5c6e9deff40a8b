import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from '@simplewebauthn/server'
import type { WireError } from './errors.ts'
import type { CredentialId, PairingId, SessionId, UserHandle } from './ids.ts'

// JSON over HTTP. Every change is a POST with `application/json` from an allowed Origin; every refusal is
// `{ error: { code, retryAfterMs? } }`.

export interface ErrorBody {
  readonly error: WireError
}

/** A registration ceremony, ready to begin; the challenge is kept on the server under `challengeId`. */
export interface CreationOffer {
  readonly challengeId: string
  readonly options: PublicKeyCredentialCreationOptionsJSON
}

/** An assertion ceremony, ready to begin. */
export interface RequestOffer {
  readonly challengeId: string
  readonly options: PublicKeyCredentialRequestOptionsJSON
}

export interface Attested {
  readonly challengeId: string
  readonly credential: RegistrationResponseJSON
}

export interface Asserted {
  readonly challengeId: string
  readonly assertion: AuthenticationResponseJSON
}

/** The one action that a step-up is made for; its text is in the challenge. */
export type StepUpAction =
  | { readonly do: 'add-passkey' }
  | { readonly do: 'remove-passkey'; readonly credentialId: CredentialId }
  | { readonly do: 'restore-passkey'; readonly credentialId: CredentialId }
  | { readonly do: 'freeze-recovery'; readonly pairingId: PairingId }
  | { readonly do: 'lift-recovery'; readonly pairingId: PairingId }
  | { readonly do: 'undo-recovery'; readonly pairingId: PairingId; readonly restoreRetired: boolean }
  | { readonly do: 'enter-admin' }
  | { readonly do: 'release-lock'; readonly lockId: string }

export type SessionInfo =
  | { readonly signedIn: false }
  | {
      readonly signedIn: true
      readonly name: string
      /** Set while the passkey of this session is on probation (milliseconds since 1970). */
      readonly probationUntil: number | null
      /** Why this device cannot approve, if so. */
      readonly cannotApprove: 'no-usable-passkey' | 'probation' | null
      /** Recoveries that the owner should hear of. */
      readonly recoveries: readonly RecoveryRow[]
    }

export interface PasskeyRow {
  readonly id: CredentialId
  readonly name: string
  readonly createdAt: number
  readonly lastUsedAt: number | null
  readonly synced: boolean
  readonly status: 'unproven' | 'active' | 'suspended' | 'frozen'
  readonly probationUntil: number | null
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
}

export interface ActivityRow {
  /** A word of the audit's closed list; the page has a sentence for each. */
  readonly action: string
  readonly at: number
  readonly device: string | null
  readonly network: string | null
  readonly detail: string | null
}

/** News about security; what happened again and again is one row. */
export interface NewsRow extends ActivityRow {
  /** How often it happened, `at` being the last time; counted up to 1,000. */
  readonly count: number
  /** The first time of those. */
  readonly since: number
}

export interface RecoveryRow {
  readonly pairingId: PairingId
  readonly state: 'done' | 'frozen'
  readonly device: string
  readonly network: string
  readonly place: string | null
  readonly doneAt: number
  readonly undoUntil: number
  /** The passkey that was retired, if one was. */
  readonly retired: { readonly id: CredentialId; readonly name: string } | null
  readonly added: { readonly id: CredentialId; readonly name: string }
  /** This session was begun with the recovered passkey, so it cannot judge its own recovery. */
  readonly own: boolean
}

export interface AccountPage {
  readonly name: string
  readonly userHandle: UserHandle
  readonly rpId: string
  readonly probationUntil: number | null
  readonly passkeys: readonly PasskeyRow[]
  readonly sessions: readonly SessionRow[]
  readonly news: readonly NewsRow[]
  /** What is no news about security. */
  readonly activity: readonly ActivityRow[]
  readonly recoveries: readonly RecoveryRow[]
}

export interface SignedIn {
  readonly name: string
  /** Where to go: a path of ours, or an address of the RETURN_TO allow-list. */
  readonly next: string
  /** This sign-in proved a replacement passkey. */
  readonly recovered: boolean
  /** Present when it was asked for with `thenAdd`: the sign-in counts as the step-up. */
  readonly add: CreationOffer | null
}

/** Path -> what is posted and what is answered. */
export interface Posts {
  '/api/sign-up/options': [{ readonly name: string; readonly invite?: string }, CreationOffer]
  '/api/sign-up': [Attested, SignedIn]
  '/api/sign-in/options': [{ readonly hybrid?: boolean }, RequestOffer]
  '/api/sign-in': [Asserted & { readonly returnTo?: string; readonly thenAdd?: boolean }, SignedIn]
  '/api/sign-out': [Record<never, never>, Record<never, never>]
  '/api/step-up': [{ readonly action: StepUpAction }, RequestOffer]
  '/api/passkeys/options': [{ readonly stepUp: Asserted }, CreationOffer]
  '/api/passkeys': [Attested, Record<never, never>]
  '/api/passkeys/rename': [
    { readonly credentialId: CredentialId; readonly name: string },
    Record<never, never>,
  ]
  '/api/passkeys/remove': [
    { readonly credentialId: CredentialId; readonly stepUp: Asserted },
    Record<never, never>,
  ]
  '/api/passkeys/restore': [
    { readonly credentialId: CredentialId; readonly stepUp: Asserted },
    Record<never, never>,
  ]
  '/api/sessions/end': [{ readonly ids: readonly SessionId[] }, Record<never, never>]
  '/api/recoveries/freeze': [
    { readonly pairingId: PairingId; readonly stepUp: Asserted },
    Record<never, never>,
  ]
  '/api/recoveries/lift': [{ readonly pairingId: PairingId; readonly stepUp: Asserted }, Record<never, never>]
  '/api/recoveries/undo': [
    { readonly pairingId: PairingId; readonly restoreRetired: boolean; readonly stepUp: Asserted },
    Record<never, never>,
  ]
  /** Trades a still-valid QR secret for a receipt, without touching the pairing. */
  '/api/look': [
    { readonly pairingId: string; readonly step: number; readonly secret: string },
    { readonly receipt: string },
  ]
}

export interface Gets {
  '/api/session': SessionInfo
  '/api/account': AccountPage
}
