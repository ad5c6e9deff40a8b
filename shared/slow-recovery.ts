import type { Asserted, Attested, CreationOffer } from './api.ts'
import type { CredentialId, PageKey, RecoveryId } from './ids.ts'
import {
  RECOVERY_END_CAUSES,
  type RecoveryMethodId,
  type RequesterFacts,
  type RetireChoice,
} from './recovery.ts'

// A slow recovery is one by proofs, without another device. It may take days. It answers only to the page key of the
// browser that gave the proofs.

/** A post that a page key signed (ECDSA P-256, SHA-256, IEEE P1363). */
export interface SignedPost {
  readonly pageKey: PageKey
  /** From `/api/recovery/nonce`, for this page key. It is spent before anything else is looked at. */
  readonly nonce: string
  /** The JSON text exactly as it was signed. */
  readonly body: string
  readonly signature: string
}

/** The posts that a page key signs. */
export type SignedPath =
  | '/api/backup-codes/prove'
  | '/api/email/ask'
  | '/api/email/prove'
  | '/api/email-link/prove'
  | '/api/contact/ask'
  | '/api/contact/prove'
  | '/api/operator-link/prove'
  | '/api/case/ask'
  | '/api/case/look'
  | '/api/case/prove'
  | '/api/recovery/state'
  | '/api/recovery/register-options'
  | '/api/recovery/register'

/** Those that give a proof. */
export type ProofPath = Extract<SignedPath, `${string}/prove`>

/**
 * What every proof may also sign: the recovery that its page keeps. A good proof of another account is then refused, and
 * not spent.
 */
export interface KeptByPage {
  readonly recoveryId?: RecoveryId
}

/** What a signature of a page key is over. */
export interface SlowSignatureFacts {
  readonly path: SignedPath
  /** Of the page. The server uses the `Origin` header. */
  readonly origin: string
  readonly nonce: string
  /** SHA-256 of the body text exactly as it is sent, base64url. */
  readonly bodyHash: string
}

/** The bytes that the page key signs. The label keeps the signature from being valid for any other purpose. */
export function slowRecoveryMessage(facts: SlowSignatureFacts): Uint8Array<ArrayBuffer> {
  const { path, origin, nonce, bodyHash } = facts
  return new TextEncoder().encode(JSON.stringify(['rekey slow recovery 1', path, origin, nonce, bodyHash]))
}

/** Where one stands whose new passkey has signed in, and was stopped after that, for a while or for good. */
export const STOPPED_STATES = ['passkey-paused', 'passkey-tied', 'passkey-frozen', 'undone'] as const

/**
 * Where a slow recovery stands. `needs-proof-again`: its wait is over, and one of its methods has to be proven once
 * more. `ready`: a passkey can be registered. `registered`: it has to sign in. `moved`: the same was proven on another
 * page, which has the recovery now. `passkey-paused`: the new passkey works again by itself. `passkey-tied`: two older
 * ones keep it frozen, which outweigh two proofs. `passkey-frozen`: an older one keeps it frozen.
 */
export type SlowState =
  | 'needs-another-proof'
  | 'on-hold'
  | 'paused'
  | 'needs-proof-again'
  | 'ready'
  | 'registered'
  | 'done'
  | (typeof STOPPED_STATES)[number]
  | 'ended'
  | 'moved'

/** Why a slow recovery ended. */
export const SLOW_END_CAUSES = [...RECOVERY_END_CAUSES, 'moved'] as const

export type SlowEndCause = (typeof SLOW_END_CAUSES)[number]

/** A passkey of the account, for the page that may make a new one. */
export interface OldPasskey {
  readonly credentialId: CredentialId
  readonly name: string
  /** It came by a recovery, or was added, and that can still be undone. */
  readonly isNew: boolean
  /** It was set aside or frozen. It does nothing now, but can come back. */
  readonly isStopped: boolean
}

/** A slow recovery as its own page sees it. */
export interface SlowRecoveryView {
  readonly recoveryId: RecoveryId
  /** Of the account. */
  readonly name: string
  readonly state: SlowState
  readonly proofs: readonly {
    readonly method: RecoveryMethodId
    /** The method whose page took it. Another one, if the code of a case was mailed. */
    readonly takenBy: RecoveryMethodId
    readonly at: number
    /** False if it rests on something too new, as long as something older of the account that was stopped isn't settled. */
    readonly counts: boolean
  }[]
  /** Until when it, or its passkey, is on hold or paused, by the server's clock. */
  readonly until: number | null
  /** When it ends if nothing comes of it until then, by the server's clock. Null once it has registered or is over. */
  readonly endsAt: number | null
  /** The server's clock, in milliseconds. */
  readonly now: number
  /** Why it ended, if it did. */
  readonly cause: SlowEndCause | null
  /** Those that can be called lost or stolen. None before the proofs are enough. */
  readonly passkeys: readonly OldPasskey[]
}

/** The posts that are the same for all slow methods. The bodies of the signed ones are below. */
export interface SlowRecoveryPosts {
  /** A nonce can be used once, within five minutes. */
  '/api/recovery/nonce': [{ readonly pageKey: PageKey }, { readonly nonce: string }]
  '/api/recovery/state': [SignedPost, SlowRecoveryView]
  '/api/recovery/register-options': [SignedPost, CreationOffer]
  '/api/recovery/register': [SignedPost, { readonly credentialId: CredentialId }]
}

/** What is signed at each of them. */
export interface SlowRecoveryBodies {
  '/api/recovery/state': { readonly recoveryId: RecoveryId }
  '/api/recovery/register-options': { readonly recoveryId: RecoveryId }
  /** With the passkeys of the account that the person calls lost or stolen. */
  '/api/recovery/register': Attested & {
    readonly recoveryId: RecoveryId
    readonly retires: readonly RetireChoice[]
  }
}

/** A recovery under way, as signed-in devices of its account see it. */
export interface UnderWayRow extends RequesterFacts {
  readonly recoveryId: RecoveryId
  readonly methods: readonly RecoveryMethodId[]
  readonly startedAt: number
  readonly state: SlowState
  readonly until: number | null
  /** What “Stop” does when the passkey of this session does it. */
  readonly stop: StopEffect
}

export type StopEffect = 'ends' | 'pauses' | 'nothing'

/** The posts of a signed-in device about recoveries under way. The step-up is for `stop-recovery`. */
export interface UnderWayPosts {
  '/api/recoveries/stop': [
    { readonly recoveryId: RecoveryId; readonly stepUp: Asserted },
    { readonly outcome: 'ended' | 'paused'; readonly until: number | null },
  ]
}
