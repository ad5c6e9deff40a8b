import type { AccountId, UserHandle } from '../../shared/ids.ts'
import type { AuditEntry } from '../audit/audit-entry.ts'
import type { NewCredential } from '../passkeys/credential.ts'
import type { Account } from './account.ts'

/** Accounts. A site may implement it over its own users table; see examples/own-users-table. */
export interface AccountStore {
  /** The account and its first passkey in one transaction, or nothing when the folded name is taken. */
  create(
    account: Omit<Account, 'createdAt'>,
    first: NewCredential,
    audit: AuditEntry,
  ): Promise<'created' | 'name-taken' | 'credential-known'>
  findById(id: AccountId): Promise<Account | null>
  findByName(foldedName: string): Promise<Account | null>
  findByUserHandle(handle: UserHandle): Promise<Account | null>
}
