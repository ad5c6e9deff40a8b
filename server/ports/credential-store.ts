import type { AccountId, CredentialId } from '../../shared/ids.ts'
import type { AuditEntry } from '../audit/audit-entry.ts'
import type { Credential, CredentialStatus, NewCredential } from '../passkeys/credential.ts'

/** Passkeys of accounts. Each change writes its audit entry in the same transaction. */
export interface CredentialStore {
  find(id: CredentialId): Promise<Credential | null>
  /** All of an account, removed ones too, oldest first. */
  list(accountId: AccountId): Promise<readonly Credential[]>
  /**
   * `allowedBy` is the passkey of the account that allowed it, and must be active still. If it came by a
   * recovery, so did the new one: what undoes the one undoes the other.
   */
  add(
    credential: NewCredential,
    audit: AuditEntry,
    allowedBy?: CredentialId,
  ): Promise<'added' | 'credential-known' | 'not-allowed'>
  rename(accountId: AccountId, id: CredentialId, name: string, audit: AuditEntry): Promise<boolean>
  /** Moves to `to` only from one of `from`; false when it stood elsewhere. */
  move(
    accountId: AccountId,
    id: CredentialId,
    from: readonly CredentialStatus[],
    to: CredentialStatus,
    audit: AuditEntry,
  ): Promise<boolean>
  /**
   * Suspends an active passkey of the entry's account. `kept` when no other active one past its probation
   * would be left, however many are suspended at once; that is written down instead.
   */
  suspend(id: CredentialId, audit: AuditEntry): Promise<'suspended' | 'kept' | 'not-active'>
  /**
   * Notes a use. The signature counter is compared and written in one statement; false when it went
   * backwards (WebAuthn Level 3, section 6.1.1), which a synced passkey may do.
   */
  recordUse(id: CredentialId, counter: number, backedUp: boolean): Promise<boolean>
}
