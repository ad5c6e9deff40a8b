import type { Spend } from '../recovery/slow/spend.ts'
import { countsNow } from './counts-now.ts'

/** See Spend. A code works once, and only while its set counts. It is as old as its set counts. */
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
    .returning('number')
    .executeTakeFirst()
  return used ? { since: set.counts_from, method: 'backup-code' } : null
}
