import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/server'
import type { ClaimId, CommandId, ConnectionId, PageKey, PairingId } from './ids.ts'
import type { SignedCommand } from './page-proof.ts'
import type { ApprovingView, RequestingView, RetireOption } from './pairing-view.ts'
import type { Purpose, RetireChoice } from './recovery.ts'

/** Sent in the handshake; another number is refused with `protocol_version`, and the page reloads. */
export const PROTOCOL_VERSION = 1
/** Bytes of one socket message at most. */
export const MAX_PAYLOAD_BYTES = 8 * 1024
/** A page must prove itself within this time of connecting. */
export const FIRST_COMMAND_MS = 5_000

/**
 * A command that the page key signed. `body` is JSON text and is hashed as it stands, so that both sides
 * need no canonical form.
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
 * Commands of the requesting page: what each brings beside its id, and what is acknowledged. Those that
 * `SIGNED_COMMANDS` names bring it as a `SignedMessage`.
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

/** The same as they are sent. */
export type RequestingMessages = {
  readonly [Name in keyof RequestingCommands]: Name extends SignedCommand
    ? SignedMessage
    : RequestingCommands[Name][0] & { readonly id: CommandId }
}

/** Every acknowledgement to a page brings the nonce for its next signature. */
export interface NextNonce {
  readonly nonce: string
}

/** What a requesting page hears. */
export interface RequestingEvents {
  /** First message of a connection. */
  hello: { readonly connection: ConnectionId } & NextNonce
  /** A hint that carries the view; after a reconnect the page asks `state`. */
  pairing: RequestingView
  /** The connection is about to close, and why; `superseded` means that a newer one took the pairing. */
  bye: 'superseded' | 'restarting' | 'refused'
}

/** What an approval states; all of it is in the transcript that the step-up signs. */
export interface ApprovalChoice {
  readonly retire: RetireChoice | null
  /** End the account's other sessions (never the approving one) when the new passkey is proven. */
  readonly endOtherSessions: boolean
}

interface Held {
  readonly claimId: ClaimId
}

/** A claim as its holder sees it, and the passkeys that may be the lost one. */
interface Claimed {
  readonly view: ApprovingView
  readonly passkeys: readonly RetireOption[]
}

/** Commands of the approving device: what each brings beside its id, and what is acknowledged. */
export interface ApprovingCommands {
  claim: [{ readonly receipt: string } | { readonly pin: string }, Claimed]
  state: [Held, Claimed]
  /** A fresh return PIN for a claim that still lives. */
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

/** `/account`: no commands; what a signed-in device hears when something of its account changed. */
export interface AccountEvents {
  changed: undefined
  bye: 'session-ended' | 'restarting' | 'refused'
}

/** What an approving device hears. */
export interface ApprovingEvents extends AccountEvents {
  /** A hint that carries the view of the claim that this device holds. */
  claim: ApprovingView
  /** The claim ended and the pairing goes on without it: "Not me" on the page, or its time ran out. */
  over: ClaimId
}

/** Path -> what is posted and what is answered. */
export interface PairingPosts {
  /** Trades a still-valid QR secret for a receipt, without touching the pairing. */
  '/api/look': [
    { readonly pairingId: string; readonly step: number; readonly secret: string },
    { readonly receipt: string },
  ]
}
