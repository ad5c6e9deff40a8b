import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/server'
import type { ClaimId, CommandId, ConnectionId, PageKey, PairingId } from './ids.ts'
import type { SignedCommand } from './page-signature.ts'
import type { ApprovingView, RequestingView, RetireOption } from './pairing-view.ts'
import type { Purpose, RetireChoice } from './recovery.ts'

/** Sent in the handshake. Any other number is refused with `protocol_version`, and the page reloads. */
export const PROTOCOL_VERSION = 1
/** The largest socket message, in bytes. */
export const MAX_PAYLOAD_BYTES = 8 * 1024
/** A page must send its first command within this time after it connects. Milliseconds. */
export const FIRST_COMMAND_MS = 5_000

/**
 * A command that the page key signed. `body` is JSON text and is hashed exactly as it is sent, so that no canonical
 * form is needed.
 */
export interface SignedMessage {
  readonly id: CommandId
  readonly nonce: string
  readonly body: string
  readonly signature: string
}

type None = Record<never, never>
type Viewed = { readonly view: RequestingView }

/**
 * Commands of the requesting page: what each sends beside its id, and its acknowledgement. Those in `SIGNED_COMMANDS`
 * are sent as a `SignedMessage`.
 */
export interface RequestingCommands {
  open: [{ readonly pageKey: PageKey; readonly purpose: Purpose; readonly name?: string }, Viewed]
  resume: [{ readonly pairingId: PairingId }, Viewed]
  'new-code': [None, Viewed]
  'return-pin': [{ readonly pin: string }, Viewed]
  'register-options': [None, { readonly options: PublicKeyCredentialCreationOptionsJSON }]
  register: [
    {
      readonly credentialId: string
      readonly clientDataJSON: string
      readonly attestationObject: string
      readonly transports: readonly string[]
    },
    Viewed,
  ]
  state: [None, Viewed]
  pin: [{ readonly name: string }, Viewed]
  cancel: [{ readonly report: boolean; readonly notMine?: boolean }, Viewed]
}

/** The commands as they are sent. */
export type RequestingMessages = {
  readonly [Name in keyof RequestingCommands]: Name extends SignedCommand
    ? SignedMessage
    : RequestingCommands[Name][0] & { readonly id: CommandId }
}

/** Every acknowledgement to a page has the nonce for its next signature. */
export interface NextNonce {
  readonly nonce: string
}

/** The events that a requesting page gets. */
export interface RequestingEvents {
  /** The first event of a connection. */
  hello: { readonly connection: ConnectionId } & NextNonce
  /** The view has changed. After a reconnect, the page asks for it with `state`. */
  pairing: RequestingView
  /** The connection is about to close, and why. `superseded`: a newer connection took over the pairing. */
  bye: 'superseded' | 'restarting' | 'refused'
}

/** What is approved. All of it is in the transcript that the step-up signs. */
export interface ApprovalChoice {
  readonly retire: RetireChoice | null
  /** Whether to end the account's other sessions, except the approving one, when the new passkey is proven. */
  readonly endOtherSessions: boolean
}

interface Held {
  readonly claimId: ClaimId
}

/** A claim as the approving device sees it, and the passkeys that may be the lost one. */
interface Claimed {
  readonly view: ApprovingView
  readonly passkeys: readonly RetireOption[]
}

/** Commands of the approving device: what each sends beside its id, and its acknowledgement. */
export interface ApprovingCommands {
  claim: [{ readonly receipt: string } | { readonly pin: string }, Claimed]
  state: [Held, Claimed]
  /** A new return PIN for a claim that is still live. */
  'renew-return-pin': [Held, Claimed]
  'approve-options': [
    Held & { readonly choice: ApprovalChoice },
    { readonly challengeId: string; readonly options: PublicKeyCredentialRequestOptionsJSON },
  ]
  approve: [
    Held & {
      readonly viewVersion: number
      readonly choice: ApprovalChoice
      readonly challengeId: string
      readonly assertion: AuthenticationResponseJSON
    },
    Claimed,
  ]
  deny: [Held & { readonly report: boolean }, Claimed]
}

/** The events that a signed-in device gets about its account. There are no commands. */
export interface AccountEvents {
  changed: undefined
  bye: 'session-ended' | 'restarting' | 'refused'
}

/** The events that an approving device gets. */
export interface ApprovingEvents extends AccountEvents {
  /** The view of the claim that this device holds has changed. */
  claim: ApprovingView
  /** The claim ended and the pairing goes on without it, after "Not me" on the page or because its time ran out. */
  over: ClaimId
}

/** For each path: what is posted, and what is answered. */
export interface PairingPosts {
  /** Exchanges a QR secret that is still valid for a receipt. The pairing does not change. */
  '/api/look': [
    { readonly pairingId: string; readonly step: number; readonly secret: string },
    { readonly receipt: string },
  ]
}
