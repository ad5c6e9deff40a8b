import { MOST_UNPROVEN } from '../../../passkeys/caps.ts'
import type { RecoveryFacts } from '../../../recovery/recovery.ts'
import { endUnproven, newHalt } from '../acts/halt.ts'
import type { Queries } from '../database.ts'
import { toRecovery } from './row.ts'

/**
 * Ends the oldest recovery that waits for its proof when the same passkey has approved too many, and none of
 * another. The limit per day counts proofs, so without this there could be any number of unproven ones.
 */
export async function endBeyondMost(tx: Queries, facts: RecoveryFacts): Promise<void> {
  const { accountId, approvingCredentialId: by } = facts
  const waiting = await tx.db
    .selectFrom('recoveries')
    .select('pairing_id as id')
    .where('account_id', '=', accountId)
    .where('approving_credential_id', '=', by)
    .where('state', '=', 'registered')
    .where('pairing_id', '!=', facts.pairingId)
    .orderBy('created_at', 'desc')
    .orderBy('pairing_id')
    .execute()
  const over = waiting.slice(MOST_UNPROVEN - 1).map(({ id }) => id)
  if (over.length === 0) return
  const rows = await tx.db
    .updateTable('recoveries')
    .set({ state: 'ended', cause: 'replaced-by-newer' })
    .where('pairing_id', 'in', over)
    .where('state', '=', 'registered')
    .returningAll()
    .execute()
  await endUnproven(tx, { accountId, by, trace: {} }, rows.map(toRecovery), newHalt())
}
