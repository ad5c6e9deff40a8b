import type { AccountId, PairingId, SessionId } from '../../../../shared/ids.ts'
import type { AuditEntry } from '../../../audit/audit-entry.ts'
import type { Recovery, RecoveryState } from '../../../recovery/recovery.ts'
import { writeAudit } from '../audit.ts'
import { moveCredential } from '../credential-rows.ts'
import type { Database, Queries } from '../database.ts'
import { restoreRetired } from './retired.ts'
import { toRecovery } from './row.ts'

/** See RecoveryLedger. A new passkey that was suspended meanwhile stays so: frozen, it could be lifted. */
export function freeze(
  { transact }: Database,
  accountId: AccountId,
  pairingId: PairingId,
  audit: AuditEntry,
): Promise<{ readonly endedSessions: readonly SessionId[] } | null> {
  return transact(async (tx) => {
    const recovery = await moveRecovery(tx, accountId, pairingId, 'done', 'frozen')
    if (!recovery?.credentialId) return null
    await moveCredential(tx, accountId, recovery.credentialId, ['active'], 'frozen')
    const endedSessions = await endSessionsOf(tx, recovery)
    await writeAudit(tx, audit)
    return { endedSessions }
  })
}

/** See RecoveryLedger. */
export function lift(
  { transact }: Database,
  accountId: AccountId,
  pairingId: PairingId,
  audit: AuditEntry,
): Promise<boolean> {
  return transact(async (tx) => {
    const recovery = await moveRecovery(tx, accountId, pairingId, 'frozen', 'done')
    if (!recovery?.credentialId) return false
    await moveCredential(tx, accountId, recovery.credentialId, ['frozen'], 'active')
    await writeAudit(tx, audit)
    return true
  })
}

/** See RecoveryLedger. Removes the new passkey in whatever state it is by now, with any session of it. */
export function undo(
  { transact }: Database,
  accountId: AccountId,
  pairingId: PairingId,
  restore: boolean,
  audit: AuditEntry,
): Promise<boolean> {
  return transact(async (tx) => {
    const recovery = await moveRecovery(tx, accountId, pairingId, 'frozen', 'undone')
    if (!recovery?.credentialId) return false
    await moveCredential(tx, accountId, recovery.credentialId, ['frozen', 'active', 'suspended'], 'removed')
    await endSessionsOf(tx, recovery)
    if (restore) await restoreRetired(tx, recovery)
    await writeAudit(tx, audit)
    return true
  })
}

async function moveRecovery(
  { db, now }: Queries,
  accountId: AccountId,
  pairingId: PairingId,
  from: RecoveryState,
  to: RecoveryState,
): Promise<Recovery | null> {
  const row = await db
    .updateTable('recoveries')
    .set({ state: to })
    .where('pairing_id', '=', pairingId)
    .where('account_id', '=', accountId)
    .where('state', '=', from)
    .$if(from === 'done', (query) => query.where('undo_until', '>', now))
    .returningAll()
    .executeTakeFirst()
  return row ? toRecovery(row) : null
}

async function endSessionsOf({ db }: Queries, { credentialId }: Recovery): Promise<SessionId[]> {
  const rows = await db
    .deleteFrom('sessions')
    .where('credential_id', '=', credentialId)
    .returning('id')
    .execute()
  return rows.map((row) => row.id as SessionId)
}
