import type { Selectable } from 'kysely'
import type { MailTo } from '../../../../shared/assisted.ts'
import type { AccountId } from '../../../../shared/ids.ts'
import { maskedAddress } from '../../../addresses/address.ts'
import type { Queries } from '../database.ts'
import { countsNow } from '../mailed-codes/is-counting.ts'
import { isSwitchedOn } from '../mailed-codes/is-switched-on.ts'
import type { Tables } from '../tables.ts'

type Row = Pick<Selectable<Tables['cases']>, 'account_id' | 'state'>

/** Where the code of each of these cases can be mailed. Nowhere before somebody vouched: it would say who has the name. */
export async function findMailTo(
  queries: Queries,
  rows: readonly Row[],
): Promise<(row: Row) => readonly MailTo[]> {
  const vouched = rows.filter(({ state }) => state === 'checked' || state === 'confirmed') // [C36]
  const all = await mailable(queries, [...new Set(vouched.flatMap((row) => row.account_id ?? []))])
  return (row) =>
    all
      .filter(({ account_id: owner }) => owner === row.account_id)
      .map(({ id, address }) => ({ addressId: id, masked: maskedAddress(address) })) // [C36]
}

/** An address of an account to which a code can be mailed, as long as that is so. */
export async function findMailable(queries: Queries, accountId: AccountId, addressId: string) {
  const all = await mailable(queries, [accountId])
  return all.find(({ id }) => id === addressId) ?? null
}

/** The addresses of accounts that count, and whose account has e-mail as a way back; the oldest first. */
async function mailable(queries: Queries, accountIds: readonly string[]) {
  if (accountIds.length === 0) return []
  return queries.db
    .selectFrom('addresses')
    .select(['id', 'account_id', 'address', 'counts_since'])
    .where('account_id', 'in', accountIds)
    .where(countsNow(queries)) // [C37]
    .where(isSwitchedOn(queries)) // [C37]
    .orderBy('created_at')
    .orderBy('id')
    .execute()
}
