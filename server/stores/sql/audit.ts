import type { Selectable } from 'kysely'
import type { AccountId, CredentialId, PairingId, SessionId } from '../../../shared/ids.ts'
import type { AuditAction, AuditEntry, AuditRecord } from '../../audit/audit-entry.ts'
import type { AuditLog } from '../../ports/audit-log.ts'
import type { Database, Queries } from './database.ts'
import type { Tables } from './tables.ts'

/** The audit in SQL. */
export function createAuditLog(database: Database): AuditLog {
  return {
    append: (entry) => writeAudit(database, entry),
    list: async (accountId, most) => {
      const rows = await database.db
        .selectFrom('audit')
        .selectAll()
        .where('account_id', '=', accountId)
        .orderBy('seq', 'desc')
        .limit(most)
        .execute()
      return rows.map(toRecord)
    },
  }
}

/** Writes one entry in the transaction of the change that it tells of. */
export async function writeAudit({ db, now }: Queries, entry: AuditEntry): Promise<void> {
  await db
    .insertInto('audit')
    .values({
      at: now,
      action: entry.action,
      account_id: entry.accountId,
      session_id: entry.sessionId ?? null,
      credential_id: entry.credentialId ?? null,
      pairing_id: entry.pairingId ?? null,
      device: entry.device ?? null,
      network: entry.network ?? null,
      detail: entry.detail ?? null,
    })
    .execute()
}

function toRecord(row: Selectable<Tables['audit']>): AuditRecord {
  return {
    at: row.at,
    action: row.action as AuditAction,
    accountId: row.account_id as AccountId | null,
    ...(row.session_id !== null && { sessionId: row.session_id as SessionId }),
    ...(row.credential_id !== null && { credentialId: row.credential_id as CredentialId }),
    ...(row.pairing_id !== null && { pairingId: row.pairing_id as PairingId }),
    ...(row.device !== null && { device: row.device }),
    ...(row.network !== null && { network: row.network }),
    ...(row.detail !== null && { detail: row.detail }),
  }
}
