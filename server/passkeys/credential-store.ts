import type { AccountId, CredentialId, PairingId, SessionId } from '../../shared/ids.ts'
import type { AuditEntry } from '../audit/audit-entry.ts'
import type { Credential, NewCredential } from './credential.ts'

/** How a passkey is added on the account page. */
export interface Addition {
  /** 128 random bits, base64url: what a pairing would have had. */
  readonly id: PairingId
  /** The session and the passkey of the step-up, or of the sign-in that asked for it. */
  readonly sessionId: SessionId
  readonly by: CredentialId
  readonly undoMs: number
}

/** Passkeys of accounts. Each change writes its audit entry in the same transaction. */
export interface CredentialStore {
  find(id: CredentialId): Promise<Credential | null>
  /** All of an account, removed ones too, oldest first. */
  list(accountId: AccountId): Promise<readonly Credential[]>
  /**
   * Adds what another passkey of the account allowed, which must be active still, and writes down the arrival, so
   * that it can be undone like a recovery. `too-many` at the caps of passkeys/caps.ts.
   */
  add(
    credential: NewCredential,
    arrival: Addition,
    audit: AuditEntry,
  ): Promise<'added' | 'credential-known' | 'not-allowed' | 'too-many'>
  /**
   * Notes a use. The signature counter is compared and written in one statement; false when it went
   * backwards (WebAuthn Level 3, section 6.1.1), which a synced passkey may do.
   */
  recordUse(id: CredentialId, counter: number, backedUp: boolean): Promise<boolean>
}
