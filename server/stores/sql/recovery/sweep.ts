import { writeAudit } from '../audit.ts'
import { moveCredential } from '../credential-rows.ts'
import type { Database, Queries } from '../database.ts'
import { removeRetired } from './retired.ts'
import { toRecovery } from './row.ts'

/** See RecoveryLedger. Nodes may sweep at the same time: each row is moved, and counted, by one of them. */
export async function sweep(
  { transact }: Database,
  proofMs: number,
): Promise<{ readonly unproven: number; readonly retired: number }> {
  return {
    unproven: await transact((tx) => sweepUnproven(tx, proofMs)),
    retired: await transact(settleLapsed),
  }
}

async function sweepUnproven(tx: Queries, proofMs: number): Promise<number> {
  const rows = await tx.db
    .updateTable('recoveries')
    .set({ state: 'swept' })
    .where('state', '=', 'registered')
    .where('created_at', '<=', (row) => row(tx.now, '-', proofMs))
    .where('settled', '=', 0)
    .returningAll()
    .execute()
  for (const { accountId, credentialId, pairingId } of rows.map(toRecovery)) {
    if (!credentialId) continue
    await moveCredential(tx, accountId, credentialId, ['unproven'], 'removed')
    await writeAudit(tx, { action: 'replacement-swept', accountId, credentialId, pairingId })
  }
  return rows.length
}

async function settleLapsed(tx: Queries): Promise<number> {
  const rows = await tx.db
    .updateTable('recoveries')
    .set({ settled: 1 })
    .where('state', '=', 'done')
    .where('undo_until', '<=', tx.now)
    .where('settled', '=', 0)
    .returningAll()
    .execute()
  let removed = 0
  for (const recovery of rows.map(toRecovery)) removed += Number(await removeRetired(tx, recovery))
  return removed
}
