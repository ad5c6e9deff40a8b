import type { AccountId, SessionId } from '../../shared/ids.ts'
import type { AuditEntry } from '../audit/audit-entry.ts'
import type { Doing } from '../passkeys/passkey-acts.ts'
import type { NewSession, Session } from './session.ts'

export interface EndedByOne {
  readonly ended: readonly SessionId[]
  readonly stayed: number
  readonly allOfOlder: boolean
}

/** A session that is to begin, how long it will last, and what is written down of that. */
export type SessionBeginning = readonly [session: NewSession, lifetimeMs: number, audit: AuditEntry]

/** Sessions in SQL, by the database's clock. */
export interface SessionStore {
  /**
   * Null when its passkey is not active (any more): a session never outlives a race with a suspension. Else the
   * oldest of the same passkey that made room for it; see passkeys/caps.ts.
   */
  create(...beginning: SessionBeginning): Promise<{ readonly endedSessions: readonly SessionId[] } | null>
  /** Live sessions only; notes the use at most once a minute. */
  findByTokenHash(tokenHash: string): Promise<Session | null>
  /** The live ones that were seen last, at most so many. */
  list(accountId: AccountId, most: number): Promise<readonly Session[]>
  /** Ends a live one and writes down what `audit` says of it; returns the one that ended. */
  end(tokenHash: string, audit: (ended: Session) => AuditEntry): Promise<Session | null>
  /**
   * Ends those of the account that the passkey may end and that began before `before`, by the database's clock;
   * of those that stay, says how many, and whether older passkeys began them all.
   */
  endBy(doing: Doing, ids: readonly SessionId[], before: number): Promise<EndedByOne>
  /** Which of these are still live: one query, for all sockets of a node. */
  liveAmong(ids: readonly SessionId[]): Promise<ReadonlySet<SessionId>>
}
