import type { AccountId, SessionId } from '../../shared/ids.ts'
import type { AuditEntry } from '../audit/audit-entry.ts'
import type { Credential } from '../passkeys/credential.ts'
import type { Session } from '../sessions/session.ts'

/** What decides whether a live session sees the console, read together. */
export interface AdminStanding {
  /** Its account has the role. */
  readonly admin: boolean
  /** The passkey that began it; null when that one is not known any more. */
  readonly passkey: Pick<Credential, 'status' | 'onProbation' | 'undoableSince'> | null
  /** A step-up has opened the console for it, and that is not over. */
  readonly open: boolean
}

/** The role of admins, and which sessions the console is open for; by the database's clock. Throws StoreAway. */
export interface AdminStore {
  /** False when the account is an admin already. */
  grant(accountId: AccountId, audit: AuditEntry): Promise<boolean>
  /** Closes the console for all sessions of the account too. False when it is no admin. */
  revoke(accountId: AccountId, audit: AuditEntry): Promise<boolean>
  /** Who became an admin first comes first. */
  list(): Promise<readonly AccountId[]>
  /** Opens the console for a session, from now on for so long; false when its account is no admin (any more). */
  enter(session: Pick<Session, 'id' | 'accountId'>, forMs: number, audit: AuditEntry): Promise<boolean>
  /** Live sessions only; one query, for all sockets of a node. */
  standings(ids: readonly SessionId[]): Promise<ReadonlyMap<SessionId, AdminStanding>>
}
