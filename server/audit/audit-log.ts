import type { AuditAction } from '../../shared/audit.ts'
import type { AccountId } from '../../shared/ids.ts'
import type { AuditEntry, AuditRecord } from './audit-entry.ts'

/**
 * The audit, for reading and for actions outside of an SQL transaction. A port whose action is a transaction writes the
 * entry in that. All throw StoreAway.
 */
export interface AuditLog {
  append(entry: AuditEntry): Promise<void>
  /** The newest `most` entries of these actions, or of all, newest first. At most `most` rows of each action are read. */
  list(accountId: AccountId, most: number, actions?: readonly AuditAction[]): Promise<readonly AuditRecord[]>
  /** The newest `most` entries of each of these actions, newest first. So many of one action do not hide another. */
  newestOfEach(
    accountId: AccountId,
    most: number,
    actions: readonly AuditAction[],
  ): Promise<readonly AuditRecord[]>
  /** How many entries of this action there are, counted up to `most`, and when the oldest of those happened (0 if there is none). */
  count(
    accountId: AccountId,
    action: AuditAction,
    most: number,
  ): Promise<{ readonly count: number; readonly since: number }>
}
