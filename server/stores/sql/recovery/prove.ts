import type { CredentialId } from '../../../../shared/ids.ts'
import type { AuditEntry } from '../../../audit/audit-entry.ts'
import type { Proven, ProvingLimits } from '../../../recovery/recovery-ledger.ts'
import type { SessionBeginning } from '../../../sessions/session-store.ts'
import { writeAudit } from '../audit.ts'
import type { Database, Queries } from '../database.ts'
import { holdAccount } from '../hold-account.ts'
import { insertSession } from '../sessions.ts'
import { endOthers, retire } from './retired.ts'
import { toRecovery } from './row.ts'

/** See RecoveryLedger. The passkey has no other sessions: until now it could begin none. */
export function prove(
  { transact }: Database,
  credentialId: CredentialId,
  limits: ProvingLimits,
  audit: AuditEntry,
  beginning?: SessionBeginning,
): Promise<Proven | null> {
  return transact<Proven | null>(async (tx, rollBack) => {
    const held = audit.accountId ? await holdAccount(tx, audit.accountId) : []
    const recovery = await markDone(tx, credentialId, limits)
    if (!recovery) return null
    if (!(await activate(tx, credentialId, limits.probationMs))) return rollBack(null)
    const ofRetired = await retire(tx, held, recovery)
    const others = await endOthers(tx, held, recovery)
    if (beginning) {
      const [session, lifetimeMs, signedIn] = beginning
      await insertSession(tx, session, lifetimeMs)
      await writeAudit(tx, audit, signedIn)
    } else await writeAudit(tx, audit)
    return { recovery, endedSessions: [...ofRetired, ...others] }
  })
}

async function markDone(
  { db, now }: Queries,
  credentialId: CredentialId,
  { unprovenMs, undoMs }: ProvingLimits,
) {
  const row = await db
    .updateTable('recoveries')
    .set((row) => ({ state: 'done', done_at: now, undo_until: row(now, '+', undoMs) }))
    .where('credential_id', '=', credentialId)
    .where('state', '=', 'registered')
    .where('created_at', '>', (row) => row(now, '-', unprovenMs))
    .returningAll()
    .executeTakeFirst()
  return row ? toRecovery(row) : null
}

async function activate({ db, now }: Queries, id: CredentialId, probationMs: number): Promise<boolean> {
  const activated = await db
    .updateTable('credentials')
    .set((row) => ({ status: 'active', last_used_at: now, probation_until: row(now, '+', probationMs) }))
    .where('id', '=', id)
    .where('status', '=', 'unproven')
    .returning('id')
    .executeTakeFirst()
  return activated !== undefined
}
