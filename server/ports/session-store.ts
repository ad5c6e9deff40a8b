import type { AccountId, SessionId } from '../../shared/ids.ts'
import type { AuditEntry } from '../audit/audit-entry.ts'
import type { NewSession, Session } from '../sessions/session.ts'

/** Sessions in SQL, by the database's clock. */
export interface SessionStore {
  /** False when its passkey is not active (any more): a session never outlives a race with a suspension. */
  create(session: NewSession, lifetimeMs: number, audit: AuditEntry): Promise<boolean>
  /** Live sessions only; notes the use at most once a minute. */
  findByTokenHash(tokenHash: string): Promise<Session | null>
  list(accountId: AccountId): Promise<readonly Session[]>
  /** Ends those of the account; returns the ids that were live. */
  end(accountId: AccountId, ids: readonly SessionId[], audit: AuditEntry): Promise<readonly SessionId[]>
  /** Which of these are still live: one query, for all sockets of a node. */
  liveAmong(ids: readonly SessionId[]): Promise<ReadonlySet<SessionId>>
}
