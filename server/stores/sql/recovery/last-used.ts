import type { AccountId } from '../../../../shared/ids.ts'
import type { Health } from '../../../../shared/readiness.ts'
import { SLOW_METHODS } from '../../../../shared/recovery.ts'
import { lastUses } from '../../../recovery/last-uses.ts'
import type { Database } from '../database.ts'

/** Enough to find every method among them: each of these rows took a proof that counts. */
const MOST_ROWS = 200

/** See RecoveryLedger. */
export async function lastUsed({ db }: Database, accountId: AccountId): Promise<Health['lastUsed']> {
  const rows = await db
    .selectFrom('recoveries')
    .select(['method', 'proofs'])
    .where('account_id', '=', accountId)
    .where('method', '<>', 'added')
    // A pairing that nobody approved has used nothing.
    .where((row) => row.or([row('approved_by', 'is not', null), row('method', 'in', SLOW_METHODS)]))
    .orderBy('created_at', 'desc')
    .limit(MOST_ROWS)
    .execute()
  return lastUses(rows.flatMap(({ proofs }) => JSON.parse(proofs)))
}
