import type { RecoveryId } from '../../../../../shared/ids.ts'
import type { SlowEndCause } from '../../../../../shared/slow-recovery.ts'
import type { AuditEntry } from '../../../../audit/audit-entry.ts'
import type { Pause } from '../../../../recovery/policy.ts'
import type { SlowRecovery, Surrounded } from '../../../../recovery/slow/slow-ledger.ts'
import { writeAudit } from '../../audit.ts'
import { moveCredential } from '../../credential-rows.ts'
import type { Queries } from '../../database.ts'
import { toRecovery } from '../row.ts'
import { UNDER_WAY } from './row.ts'

/** Writes the row of a recovery that begins. Its account is held. */
export async function beginOpen({ db }: Queries, { recovery }: Pick<Surrounded, 'recovery'>): Promise<void> {
  await db
    .insertInto('recoveries')
    .values({
      id: recovery.id,
      account_id: recovery.accountId,
      method: recovery.method,
      proofs: JSON.stringify(recovery.proofs),
      approved_by: null,
      state: recovery.state,
      cause: null,
      credential_id: null,
      retired_id: null,
      retire_mode: null,
      end_other_sessions: 0,
      requester: JSON.stringify(recovery.requester),
      created_at: recovery.createdAt,
      registered_at: null,
      done_at: null,
      undo_until: null,
      frozen_by: null,
      frozen_until: null,
    })
    .execute()
  const { id, pageKey, pauses, endsAt } = recovery
  await db
    .insertInto('recovery_waits')
    .values({ recovery_id: id, page_key: pageKey, pauses: JSON.stringify(pauses), ends_at: endsAt })
    .execute()
}

/** Writes the proofs, pauses and state of an open recovery. Its account is held. */
export async function changeOpen({ db }: Queries, { recovery }: Pick<Surrounded, 'recovery'>): Promise<void> {
  const { id, proofs, pauses, state, createdAt, endsAt } = recovery
  await db
    .updateTable('recoveries')
    .set({ proofs: JSON.stringify(proofs), state, created_at: createdAt })
    .where('id', '=', id)
    .execute()
  await db
    .updateTable('recovery_waits')
    .set({ pauses: JSON.stringify(pauses), ends_at: endsAt })
    .where('recovery_id', '=', id)
    .execute()
}

/** Writes the pauses of a recovery alone. Its account is held. */
export async function changePauses({ db }: Queries, id: RecoveryId, pauses: readonly Pause[]): Promise<void> {
  await db
    .updateTable('recovery_waits')
    .set({ pauses: JSON.stringify(pauses) })
    .where('recovery_id', '=', id)
    .execute()
}

/** Ends recoveries under way, and removes their passkeys if they are registered already. Their account is held. */
export async function endUnderWay(
  tx: Queries,
  recoveries: readonly SlowRecovery[],
  cause: SlowEndCause,
  trace: Pick<AuditEntry, 'sessionId' | 'credentialId' | 'device' | 'network'>,
): Promise<void> {
  for (const { id, accountId } of recoveries) {
    const row = await tx.db
      .updateTable('recoveries')
      .set({ state: 'ended', cause })
      .where('id', '=', id)
      .where('state', 'in', UNDER_WAY)
      .returningAll()
      .executeTakeFirst()
    if (!row) continue
    const { credentialId } = toRecovery(row)
    if (credentialId) await moveCredential(tx, accountId, credentialId, ['unproven'], 'removed')
    await writeAudit(tx, { ...trace, action: 'recovery-ended', accountId, recoveryId: id, detail: cause })
  }
}
