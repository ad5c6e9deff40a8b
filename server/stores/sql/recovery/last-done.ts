import type { AccountId } from '../../../../shared/ids.ts'
import type { Health } from '../../../../shared/readiness.ts'
import type { ArrivalMethod } from '../../../../shared/recovery.ts'
import type { Database } from '../database.ts'

/** See RecoveryLedger. */
export async function lastDone({ db }: Database, accountId: AccountId): Promise<Health['lastUsed']> {
  const rows = await db
    .selectFrom('recoveries')
    .select((row) => ['method', row.fn.max('done_at').as('at')])
    .where('account_id', '=', accountId)
    .where('done_at', 'is not', null)
    .groupBy('method')
    .execute()
  return Object.fromEntries(rows.map(({ method, at }) => [method as ArrivalMethod, at]))
}
