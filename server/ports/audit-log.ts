import type { AccountId } from '../../shared/ids.ts'
import type { AuditEntry, AuditRecord } from '../audit/audit-entry.ts'

/** For what happens outside an SQL transaction; every other port writes its entry in its own. */
export interface AuditLog {
  append(entry: AuditEntry): Promise<void>
  /** Newest first. */
  list(accountId: AccountId, most: number): Promise<readonly AuditRecord[]>
}
