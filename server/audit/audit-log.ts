import type { AccountId } from '../../shared/ids.ts'
import type { AuditAction, AuditEntry, AuditRecord } from './audit-entry.ts'

/** For what happens outside an SQL transaction; every other port writes its entry in its own. */
export interface AuditLog {
  append(entry: AuditEntry): Promise<void>
  /** The newest of these actions, newest first. However many there are of others, no more than `most` of each is read. */
  list(accountId: AccountId, most: number, actions?: readonly AuditAction[]): Promise<readonly AuditRecord[]>
  /** The newest `most` of each of these actions, newest first: many of one push out none of another. */
  newestOfEach(
    accountId: AccountId,
    most: number,
    actions: readonly AuditAction[],
  ): Promise<readonly AuditRecord[]>
  /** How many of this action there are, counted up to `most`, and when the oldest of those happened. */
  count(
    accountId: AccountId,
    action: AuditAction,
    most: number,
  ): Promise<{ readonly count: number; readonly since: number }>
}
