import type { AccountId, CredentialId } from '../../shared/ids.ts'
import type { AuditEntry } from '../audit/audit-entry.ts'
import type { InviteId } from '../passkeys/challenge-store.ts'
import type { Credential, NewCredential } from '../passkeys/credential.ts'
import type { Session } from '../sessions/session.ts'
import type { Account } from './account.ts'
import type { AccountChanges } from './account-changes.ts'

/** An account and all its passkeys, in the order of CredentialStore, read together. */
export interface Owner {
  readonly account: Account
  readonly passkeys: readonly Credential[]
}

/** A live session and its account, read together. */
export interface SignedIn extends Owner {
  readonly session: Pick<Session, 'id' | 'credentialId'>
}

/** Accounts. A site may keep them in its own users table; see examples/own-users-table. */
export interface AccountStore {
  /** Renaming and deleting accounts. */
  readonly changes: AccountChanges
  /**
   * Adds the account and its first passkey in one transaction. Adds nothing if the folded name is taken. `invite`: the id of
   * an invite, which is spent in the same transaction, or not at all.
   */
  create(
    account: Omit<Account, 'createdAt'>,
    first: NewCredential,
    audit: AuditEntry,
    invite?: InviteId | null,
  ): Promise<'created' | 'name-taken' | 'credential-known' | 'invite-spent'>
  findById(id: AccountId): Promise<Account | null>
  /** Also by a name that is kept for an account that was renamed. */
  findByName(foldedName: string): Promise<Account | null>
  /**
   * The user of this name whom a site had before Rekey, as an account without a passkey. It has these ids from then on. Null
   * if there is none, or if they have ids already.
   */
  adopt(foldedName: string, ids: Pick<Account, 'id' | 'userHandle'>): Promise<Account | null>
  findOwner(id: AccountId): Promise<Owner | null>
  /** A passkey with its account. */
  findByPasskey(
    id: CredentialId,
  ): Promise<{ readonly account: Account; readonly credential: Credential } | null>
  /** Notes the use of the session, as SessionStore does. */
  findSignedIn(tokenHash: string): Promise<SignedIn | null>
}
