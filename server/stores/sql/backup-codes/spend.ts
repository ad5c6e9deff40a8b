import type { Spend } from '../recovery/slow/spend.ts'
import { countsNow } from './counts-now.ts'

/** See Spend. A code works once, and only while its set counts. It is as old as its set counts,
 * or as it counts itself if it came in place of a used one. */
export const spendBackupCode: Spend = async (tx, accountId, evidence) => {
  const [setId = '', number = ''] = evidence.split('/')
  const set = await tx.db
    .selectFrom('backup_code_sets')
    .select('counts_from')
    .where('id', '=', setId)
    .where('account_id', '=', accountId)
    .where(countsNow(tx)) // [B7]
    .executeTakeFirst()
  if (!set) return null
  const used = await tx.db
    .updateTable('backup_codes')
    .set({ used_at: tx.now })
    .where('set_id', '=', setId)
    .where('number', '=', Number(number))
    .where('used_at', 'is', null) // [B5]
    .where('counts_from', 'is', null) // [B25]
    .returning('counts_since')
    .executeTakeFirst()
  if (!used) return null
  return { since: Math.max(set.counts_from, used.counts_since ?? 0), method: 'backup-code' } // [B26]
}
