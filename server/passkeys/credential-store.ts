import type { AccountId, CredentialId, RecoveryId, SessionId } from '../../shared/ids.ts'
import type { AuditEntry } from '../audit/audit-entry.ts'
import type { Credential, NewCredential } from './credential.ts'

/** How a passkey is added on the account page. */
export interface Addition {
  /** Of its row among the recoveries. */
  readonly id: RecoveryId
  /** The session and the passkey of the step-up, or of the sign-in that asked for it. */
  readonly sessionId: SessionId
  readonly by: CredentialId
  /** When its ceremony began, by the database's clock. */
  readonly at: number
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
