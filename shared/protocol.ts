import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/server'
import type { Ack } from './errors.ts'
import type { ClaimId, CommandId, ConnectionId, PageKey, PairingId } from './ids.ts'
import type { ApprovingView, Purpose, RequestingView, RetireChoice, RetireOption } from './pairing-view.ts'

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

export interface UnsignedMessage {
  readonly id: CommandId
}

/** Bodies of the signed commands, before they become JSON text. */
export interface LostBodies {
  open: { readonly pageKey: PageKey; readonly purpose: Purpose; readonly name?: string }
  resume: { readonly pairingId: PairingId }
  'new-code': Record<never, never>
  'return-pin': { readonly pin: string }
  'register-options': Record<never, never>
  register: {
    readonly credentialId: string
    readonly clientDataJSON: string
    readonly attestationObject: string
    readonly transports: readonly string[]
  }
}

/** Every acknowledgement to a page brings the nonce for its next signature. */
export type LostAck<Body extends object = object> = Ack<Body> & { readonly nonce: string }
export type ViewAck = LostAck<{ readonly view: RequestingView }>

export interface LostCommands {
  open: (message: SignedMessage, ack: (reply: ViewAck) => void) => void
  resume: (message: SignedMessage, ack: (reply: ViewAck) => void) => void
  'new-code': (message: SignedMessage, ack: (reply: ViewAck) => void) => void
  'return-pin': (message: SignedMessage, ack: (reply: ViewAck) => void) => void
  'register-options': (
    message: SignedMessage,
    ack: (reply: LostAck<{ readonly options: PublicKeyCredentialCreationOptionsJSON }>) => void,
  ) => void
  register: (message: SignedMessage, ack: (reply: ViewAck) => void) => void
  state: (message: UnsignedMessage, ack: (reply: ViewAck) => void) => void
  pin: (message: UnsignedMessage & { readonly name: string }, ack: (reply: ViewAck) => void) => void
  cancel: (
    message: UnsignedMessage & { readonly report: boolean; readonly notMine?: boolean },
    ack: (reply: ViewAck) => void,
  ) => void
}

export interface LostEvents {
  /** First message of a connection. */
  hello: (hello: { readonly connection: ConnectionId; readonly nonce: string }) => void
  /** A hint that carries the view; after a reconnect the page asks `state`. */
  pairing: (view: RequestingView) => void
  /** The connection is about to close, and why; `superseded` means that a newer one took the pairing. */
  bye: (why: 'superseded' | 'restarting' | 'refused') => void
}

export type ClaimAck = Ack<{ readonly view: ApprovingView; readonly passkeys: readonly RetireOption[] }>

/** What an approval states; all of it is in the transcript that the step-up signs. */
export interface ApprovalChoice {
  readonly retire: RetireChoice | null
  /** End the account's other sessions (never the approving one) when the new passkey is proven. */
  readonly endOtherSessions: boolean
}

export interface ApproveCommands {
  claim: (
    message: UnsignedMessage & ({ readonly receipt: string } | { readonly pin: string }),
    ack: (reply: ClaimAck) => void,
  ) => void
  state: (message: UnsignedMessage & { readonly claimId: ClaimId }, ack: (reply: ClaimAck) => void) => void
  /** A fresh return PIN for a claim that still lives. */
  'renew-return-pin': (
    message: UnsignedMessage & { readonly claimId: ClaimId },
    ack: (reply: ClaimAck) => void,
  ) => void
  'approve-options': (
    message: UnsignedMessage & { readonly claimId: ClaimId; readonly choice: ApprovalChoice },
    ack: (
      reply: Ack<{ readonly challengeId: string; readonly options: PublicKeyCredentialRequestOptionsJSON }>,
    ) => void,
  ) => void
  approve: (
    message: UnsignedMessage & {
      readonly claimId: ClaimId
      readonly viewVersion: number
      readonly choice: ApprovalChoice
      readonly challengeId: string
      readonly assertion: AuthenticationResponseJSON
    },
    ack: (reply: ClaimAck) => void,
  ) => void
  deny: (
    message: UnsignedMessage & { readonly claimId: ClaimId; readonly report: boolean },
    ack: (reply: ClaimAck) => void,
  ) => void
}

export interface ApproveEvents {
  /** A hint that carries the view of the claim that this device holds. */
  claim: (view: ApprovingView) => void
  /** The claim ended and the pairing goes on without it: "Not me" on the page, or its time ran out. */
  over: (claimId: ClaimId) => void
  /** Something of the account changed, such as a recovery. */
  changed: () => void
  bye: (why: 'session-ended' | 'restarting' | 'refused') => void
}

/** `/account`: no commands; hints to a signed-in device that something of its account changed. */
export interface AccountEvents {
  changed: () => void
  bye: (why: 'session-ended' | 'restarting' | 'refused') => void
}
