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

/** Passkeys of accounts. Each change writes its audit entry in the same transaction. Throws StoreAway. */
export interface CredentialStore {
  find(id: CredentialId): Promise<Credential | null>
  /** All passkeys of an account, also removed ones, oldest first. */
  list(accountId: AccountId): Promise<readonly Credential[]>
  /**
   * Adds a passkey that another one of the account allowed, if that one is still active. Writes down the arrival, so
   * that it can be undone like a recovery. `too-many` at the caps of passkeys/caps.ts.
   */
  add(
    credential: NewCredential,
    arrival: Addition,
    audit: AuditEntry,
  ): Promise<'added' | 'credential-known' | 'not-allowed' | 'too-many'>
  /**
   * Notes a use. Compares and writes the signature counter in one statement. False if it went backwards (WebAuthn
   * Level 3, section 6.1.1), which can happen with a synced passkey.
   */
  recordUse(id: CredentialId, counter: number, backedUp: boolean): Promise<boolean>
}
