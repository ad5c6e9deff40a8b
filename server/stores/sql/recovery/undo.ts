import type { AccountId, PairingId } from '../../../../shared/ids.ts'
import type { AuditEntry } from '../../../audit/audit-entry.ts'
import { writeAudit } from '../audit.ts'
import type { Database } from '../database.ts'
import { endSessionsBegunBy, movePasskeysOf, passkeysOf } from './passkeys-of.ts'
import { restoreRetired } from './retired.ts'
import { moveRecovery } from './row.ts'

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
    await movePasskeysOf(tx, recovery, ['frozen'], 'active')
    await writeAudit(tx, audit)
    return true
  })
}

/** See RecoveryLedger. Removes what came by it, in whatever state it is by now, with any session of it. */
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
    await movePasskeysOf(tx, recovery, ['frozen', 'active', 'suspended'], 'removed')
    await endSessionsBegunBy(tx, await passkeysOf(tx, recovery))
    if (restore) await restoreRetired(tx, recovery)
    await writeAudit(tx, audit)
    return true
  })
}
