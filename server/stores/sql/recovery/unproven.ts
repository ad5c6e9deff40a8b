import { MOST_UNPROVEN } from '../../../passkeys/caps.ts'
import type { Credential } from '../../../passkeys/credential.ts'
import { approvalOf, type RecoveryFacts } from '../../../recovery/recovery.ts'
import { endUnproven, newHalt } from '../acts/halt.ts'
import type { Queries } from '../database.ts'
import { toRecovery } from './row.ts'

/**
 * Ends the oldest recovery whose passkey is not proven yet when the same passkey has approved too many, and none of
 * another. Those that no passkey approved are counted together. The limit per day counts what is proven, so without this there could be any number of unproven ones.
 */
export async function endBeyondMost(
  tx: Queries,
  held: readonly Credential[],
  facts: RecoveryFacts,
): Promise<void> {
  const by = approvalOf(facts)?.credentialId ?? null
  const waiting = held.filter(({ status, broughtBy }) => status === 'unproven' && broughtBy === by)
  const over = waiting.toReversed().slice(MOST_UNPROVEN - 1)
  if (over.length === 0) return
  const rows = await tx.db
    .updateTable('recoveries')
    .set({ state: 'ended', cause: 'replaced-by-newer' })
    .where(
      'credential_id',
      'in',
      over.map(({ id }) => id),
    )
    .where('state', '=', 'registered')
    .returningAll()
    .execute()
  await endUnproven(tx, { accountId: facts.accountId, trace: {} }, rows.map(toRecovery), newHalt())
}
