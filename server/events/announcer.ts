import type { AccountId, SessionId } from '../../shared/ids.ts'

/**
 * Tells the open sockets of every node that something changed. Only ids travel, never a view or a code;
 * whoever hears one reads the state itself. A lost announcement costs time and nothing else.
 */
export interface Announcer {
  accountChanged(id: AccountId): void
  sessionsEnded(ids: readonly SessionId[]): void
}
