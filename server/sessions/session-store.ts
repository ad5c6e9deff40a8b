import type { AccountId, SessionId } from '../../shared/ids.ts'
import type { AuditEntry } from '../audit/audit-entry.ts'
import type { Doing } from '../passkeys/passkey-acts.ts'
import type { PasskeyUse } from '../passkeys/record-use.ts'
import type { NewSession, Session } from './session.ts'

export interface EndedByOne {
  readonly ended: readonly SessionId[]
  readonly stayed: number
  readonly allOfOlder: boolean
}

/** A session to begin, how long it lasts, the audit entry of it, and the use of the passkey that began it. */
export type SessionBeginning = readonly [
  session: NewSession,
  lifetimeMs: number,
  audit: AuditEntry,
  /** Missing when the passkey was made a moment ago. */
  use?: PasskeyUse,
]

/** A session that began, and the sessions that it ended. */
export interface BegunInSql {
  readonly endedSessions: readonly SessionId[]
}

/** The signature counter of a passkey went backwards, which refuses it. Nothing was written. */
export type CounterWentBack = 'counter-went-back'

/** Sessions in SQL, by the database's clock. Throws StoreAway. */
export interface SessionStore {
  /**
   * Null if its passkey is not active (any more): no session survives a race with a suspension. Otherwise the oldest
   * session of the same passkey that was ended to make room, if one was; see passkeys/caps.ts.
   */
  create(...beginning: SessionBeginning): Promise<BegunInSql | CounterWentBack | null>
  /** Live sessions only. Notes the use at most once a minute. */
  findByTokenHash(tokenHash: string): Promise<Session | null>
  /** The live sessions that were seen last, at most this many. */
  list(accountId: AccountId, most: number): Promise<readonly Session[]>
  /** Ends a live session and writes the audit entry that `audit` gives for it. Returns the ended session. */
  end(tokenHash: string, audit: (ended: Session) => AuditEntry): Promise<Session | null>
  /**
   * Ends the sessions of the account that the passkey may end and that began before `before`, by the database's
   * clock. Of those that stay, says how many, and whether older passkeys began them all.
   */
  endBy(doing: Doing, ids: readonly SessionId[], before: number): Promise<EndedByOne>
  /** Which of these are still live, in one query for all sockets of a node. */
  liveAmong(ids: readonly SessionId[]): Promise<ReadonlySet<SessionId>>
}
