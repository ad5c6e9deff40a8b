import type { AccountId, SessionId } from '../../shared/ids.ts'
import type { AuditEntry } from '../audit/audit-entry.ts'
import type { Credential } from '../passkeys/credential.ts'
import type { Session } from '../sessions/session.ts'

/** What decides whether a live session may see the console, read together. */
export interface AdminStanding {
  /** Its account has the admin role. */
  readonly admin: boolean
  /** The passkey that began it. Null if it is not known any more. */
  readonly passkey:
    | (Pick<Credential, 'status' | 'onProbation' | 'undoableSince' | 'calledOut'> &
        Partial<Pick<Credential, 'grantedSince'>>)
    | null
  /** A step-up has opened the console for it, and that opening is not over. */
  readonly open: boolean
}

/** Who has the admin role, and for which sessions the console is open, by the database's clock. Throws StoreAway. */
export interface AdminStore {
  /**
   * False if the account is an admin already. Then it counts for a passkey that came by an operator's link and has signed
   * in before: see Credential.grantedSince.
   */
  grant(accountId: AccountId, audit: AuditEntry): Promise<boolean>
  /** Also closes the console for all sessions of the account. False if it is no admin. */
  revoke(accountId: AccountId, audit: AuditEntry): Promise<boolean>
  /** The first one to become an admin comes first. */
  list(): Promise<readonly AccountId[]>
  /**
   * Opens the console for a session, for `forMs` milliseconds from now. False if its account is no admin (any more).
   */
  enter(session: Pick<Session, 'id' | 'accountId'>, forMs: number, audit: AuditEntry): Promise<boolean>
  /** Live sessions only, in one query for all sockets of a node. */
  standings(ids: readonly SessionId[]): Promise<ReadonlyMap<SessionId, AdminStanding>>
}
