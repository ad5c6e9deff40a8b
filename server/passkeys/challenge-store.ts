import type { AccountId, SessionId } from '../../shared/ids.ts'

export type Ceremony =
  | 'sign-up'
  | 'sign-in'
  | 'add-passkey'
  | 'step-up'
  | 'freeze'
  | 'invite'
  /** A nonce of a page key, and a registration by a slow recovery. */
  | 'page-nonce'
  | 'slow-recovery'

/** A hash of an invite, under which it is stored; see standalone/accounts/invites.ts. */
export type InviteId = string & { readonly of: 'invite' }

/** A WebAuthn challenge that was given out, and what it is for. */
export interface PendingChallenge {
  /** 128 random bits, base64url. */
  readonly id: string
  readonly ceremony: Ceremony
  /** Base64url, 32 bytes or more (WebAuthn Level 3, section 13.4.3). */
  readonly challenge: string
  readonly sessionId: SessionId | null
  readonly accountId: AccountId | null
  /** What the ceremony needs at its end, as JSON text. */
  readonly data: string
}

/** A challenge that was taken or looked at, with its beginning and end by the database's clock. */
export interface StoredChallenge extends PendingChallenge {
  readonly createdAt: number
  readonly expiresAt: number
}

/**
 * Challenges: with Redis in SQL, so that sign-in and step-up work on every node, also while Redis is away; else in memory.
 * Throws StoreAway.
 */
export interface ChallengeStore {
  /** Adds a challenge. The oldest of the same session is deleted to make room; see passkeys/caps.ts. */
  put(challenge: PendingChallenge, ttlMs: number): Promise<void>
  /** Takes a challenge, once and only before it expires. It is deleted before anything is verified. */
  take(id: string): Promise<StoredChallenge | null>
  /** Reads a challenge without taking it: an invite must be valid before a passkey is made for it. */
  find(id: string): Promise<StoredChallenge | null>
}
