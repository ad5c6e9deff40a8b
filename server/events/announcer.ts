import type { AccountId, SessionId } from '../../shared/ids.ts'

/**
 * Tells the open sockets of all nodes that something changed. An announcement has only ids in it, never a view or a
 * code; each listener reads the state itself. If one gets lost, people wait longer, and nothing else happens.
 */
export interface Announcer {
  accountChanged(id: AccountId): void
  sessionsEnded(ids: readonly SessionId[]): void
}
