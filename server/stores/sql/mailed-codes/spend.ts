import { onSince } from '../method-switch/rows.ts'
import type { Spend } from '../recovery/slow/spend.ts'
import { countsNow } from './is-counting.ts'
import { isSwitchedOn } from './is-switched-on.ts'

/**
 * See Spend. Evidence is the id of the address and that of the mailed code. It works once, whether typed or by the link,
 * and only while the address counts. It is as old as the
 * address counts, or as e-mail is a way back again.
 */
export const spendMailedCode: Spend = async (tx, accountId, evidence) => {
  const [addressId = '', id = ''] = evidence.split(' ')
  const address = await tx.db
    .selectFrom('addresses')
    .select('counts_since')
    .where('id', '=', addressId)
    .where('account_id', '=', accountId)
    .where(countsNow(tx)) // [E10]
    .where(isSwitchedOn(tx)) // [E23]
    .executeTakeFirst()
  const since = address?.counts_since ?? null
  if (since === null) return null
  const used = await tx.db
    .updateTable('mailed_codes')
    .set({ used_at: tx.now })
    .where('id', '=', id)
    .where('account_id', '=', accountId)
    .where('address_id', '=', addressId)
    .where('used_at', 'is', null) // [E7]
    .where('expires_at', '>', tx.now)
    .returning('id')
    .executeTakeFirst()
  if (!used) return null
  const on = (await onSince(tx, { accountId, method: 'email' })) ?? 0
  return { since: Math.max(since, on), method: 'email', addressId } // [E28]
}
