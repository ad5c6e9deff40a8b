import type { SessionId } from '../../../../shared/ids.ts'
import type { AuditEntry } from '../../../audit/audit-entry.ts'
import type { Recovery, RecoveryFacts } from '../../../recovery/recovery.ts'
import { writeAudit } from '../audit.ts'
import { moveCredential } from '../credential-rows.ts'
import type { Queries } from '../database.ts'
import { suspendUnlessLast } from '../suspend.ts'

/**
 * Suspends the passkey that was lost or stolen, unless it is suspended already; its sessions end then, or all
 * of the account if that was approved. One that has become the last is kept, with its sessions.
 */
export async function retire(tx: Queries, facts: RecoveryFacts, all: boolean): Promise<SessionId[]> {
  const { retiredId } = facts
  const suspension =
    retiredId &&
    (await suspendUnlessLast(tx, retiredId, entryOf(facts, 'passkey-suspended', facts.retireMode)))
  if (!all && (!suspension || suspension === 'kept')) return []
  return endSessions(tx, facts, all)
}

/** Makes the retired passkey active again; one that was removed stays removed. */
export async function restoreRetired(tx: Queries, recovery: Recovery): Promise<void> {
  if (!recovery.retiredId) return
  const restored = await moveCredential(tx, recovery.accountId, recovery.retiredId, ['suspended'], 'active')
  if (restored) await writeAudit(tx, entryOf(recovery, 'passkey-restored', 'undo'))
}

/** Removes the retired passkey, if it is suspended and no other recovery can give it back; tells whether it was. */
export async function removeRetired(tx: Queries, recovery: Recovery): Promise<boolean> {
  if (!recovery.retiredId || (await canStillBeGivenBack(tx, recovery))) return false
  const removed = await moveCredential(tx, recovery.accountId, recovery.retiredId, ['suspended'], 'removed')
  if (removed) await writeAudit(tx, entryOf(recovery, 'passkey-removed', 'undo-lapsed'))
  return removed
}

/** Restored after one recovery and lost again, a passkey waits for the undo of the later one. */
async function canStillBeGivenBack({ db }: Queries, { retiredId }: Recovery): Promise<boolean> {
  const other = await db
    .selectFrom('recoveries')
    .select('pairing_id')
    .where('retired_id', '=', retiredId)
    .where('state', 'in', ['registered', 'done', 'frozen'])
    .where('settled', '=', 0)
    .executeTakeFirst()
  return other !== undefined
}

/**
 * Ends the sessions begun with the retired passkey, or all of the account, but never the one that approved.
 * Comes after the passkey was suspended: a sign-in with it that runs at the same time has by then
 * either written its session, which ends here, or will find the passkey suspended.
 */
async function endSessions({ db }: Queries, facts: RecoveryFacts, all: boolean): Promise<SessionId[]> {
  let query = db
    .deleteFrom('sessions')
    .where('account_id', '=', facts.accountId)
    .where('id', '!=', facts.approvingSessionId)
  if (!all) query = query.where('credential_id', '=', facts.retiredId)
  const rows = await query.returning('id').execute()
  return rows.map((row) => row.id as SessionId)
}

function entryOf(
  { accountId, retiredId, pairingId }: RecoveryFacts,
  action: 'passkey-suspended' | 'passkey-restored' | 'passkey-removed',
  detail: string | null,
): AuditEntry {
  return {
    action,
    accountId,
    pairingId,
    ...(retiredId && { credentialId: retiredId }),
    ...(detail && { detail }),
  }
}
