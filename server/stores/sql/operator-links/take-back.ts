import type { AccountId } from '../../../../shared/ids.ts'
import type { OperatorLinks } from '../../../methods/assisted/operator-links.ts'
import type { Recovery } from '../../../recovery/recovery.ts'
import type { Database, Queries } from '../database.ts'
import { holdAccount } from '../hold-account.ts'
import { toRecovery } from '../recovery/row.ts'
import { isReturnable, takeBack } from '../recovery/take-back.ts'
import { isTied } from '../recovery/tied.ts'
import { isByLink } from './by-link.ts'

/** See OperatorLinks. */
export const takeBackLast =
  ({ transact }: Database): OperatorLinks['takeBack'] =>
  (accountId, setAsideMs) =>
    transact<Awaited<ReturnType<OperatorLinks['takeBack']>>>(async (tx) => {
      const held = await holdAccount(tx, accountId)
      const last = await lastOf(tx, accountId)
      if (!last) return { outcome: 'nothing' }
      await voidUsed(tx, accountId)
      return takeBack(tx, held, last, { by: 'operator', setAsideMs })
    })

/** The newest recovery by a link, unless it is over, or what is or was in a tie. */
async function lastOf(tx: Queries, accountId: AccountId): Promise<Recovery | null> {
  const row = await tx.db
    .selectFrom('recoveries')
    .selectAll()
    .where((of) => of.or([isByLink(accountId), isTied(tx, accountId)])) // [O16]
    .where(isReturnable(tx))
    .orderBy('created_at', 'desc')
    .executeTakeFirst()
  return row ? toRecovery(row) : null
}

/** Otherwise its page could begin again with it. A link that nobody used may be for somebody else. */
async function voidUsed({ db, now }: Queries, accountId: AccountId): Promise<void> {
  const own = db.updateTable('operator_links').where('account_id', '=', accountId)
  await own.set({ changed_at: now }).execute()
  await own.set({ expires_at: now }).where('page', 'is not', null).execute() // [O10]
}
