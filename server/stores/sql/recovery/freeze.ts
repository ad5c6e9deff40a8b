import type { AccountId, CredentialId, PairingId, SessionId } from '../../../../shared/ids.ts'
import type { AuditEntry } from '../../../audit/audit-entry.ts'
import type { Recovery } from '../../../recovery/recovery.ts'
import { writeAudit } from '../audit.ts'
import { moveCredential } from '../credential-rows.ts'
import type { Database, Queries } from '../database.ts'
import { endSessionsBegunBy, movePasskeysOf, passkeysOf } from './passkeys-of.ts'
import { moveRecovery, toRecovery } from './row.ts'

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
    const endedSessions = await stopWhatCameBy(tx, recovery, audit)
    await writeAudit(tx, audit)
    return { endedSessions }
  })
}

/**
 * The passkeys first, until none is active: what one of them adds or approved is stored while it is held, so
 * it is either seen here, or finds it frozen and does not happen.
 */
async function stopWhatCameBy(tx: Queries, recovery: Recovery, audit: AuditEntry): Promise<SessionId[]> {
  let moved: readonly CredentialId[]
  do moved = await movePasskeysOf(tx, recovery, ['active'], 'frozen')
  while (moved.length > 0)
  const passkeys = await passkeysOf(tx, recovery)
  const ended = await endSessionsBegunBy(tx, passkeys)
  await endUnproven(tx, passkeys, audit)
  // After the unproven ones: what is proven meanwhile has become one of these.
  for (const approved of await freezeApproved(tx, passkeys)) {
    ended.push(...(await stopWhatCameBy(tx, approved, audit)))
    await writeAudit(tx, about(approved, audit))
  }
  return ended
}

async function endUnproven({ db, now }: Queries, passkeys: readonly CredentialId[], audit: AuditEntry) {
  const rows = await db
    .updateTable('recoveries')
    .set({ state: 'ended', cause: 'session-ended' })
    .where('approving_credential_id', 'in', passkeys)
    .where('state', '=', 'registered')
    .returningAll()
    .execute()
  for (const recovery of rows.map(toRecovery)) {
    if (!recovery.credentialId) continue
    await moveCredential({ db, now }, recovery.accountId, recovery.credentialId, ['unproven'], 'removed')
    const entry = { ...about(recovery, audit), action: 'pairing-ended', detail: 'session-ended' } as const
    await writeAudit({ db, now }, entry)
  }
}

async function freezeApproved({ db, now }: Queries, passkeys: readonly CredentialId[]): Promise<Recovery[]> {
  const rows = await db
    .updateTable('recoveries')
    .set({ state: 'frozen' })
    .where('approving_credential_id', 'in', passkeys)
    .where('state', '=', 'done')
    .where('undo_until', '>', now)
    .returningAll()
    .execute()
  return rows.map(toRecovery)
}

/** The same doing by the same person, about another recovery. */
function about({ pairingId, credentialId }: Recovery, audit: AuditEntry): AuditEntry {
  return { ...audit, pairingId, ...(credentialId && { credentialId }) }
}
