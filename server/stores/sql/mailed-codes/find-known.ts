import type { AccountId } from '../../../../shared/ids.ts'
import type { Queries } from '../database.ts'
import { isCounting } from './is-counting.ts'
import { isSwitchedOn } from './is-switched-on.ts'

/** An address that counts, and whose it is. */
export interface Known {
  readonly id: string
  readonly accountId: AccountId
  readonly address: string
}

/** The one that was typed exactly like this; else the only one that is the same in another case. */
export async function findKnown(queries: Queries, typed: string): Promise<Known | null> {
  const rows = await queries.db
    .selectFrom('addresses')
    .select(['id', 'account_id', 'address'])
    .where(isCounting(queries, typed)) // [E10]
    .where(isSwitchedOn(queries)) // [E23]
    .orderBy((row) => row.case().when('address', '=', typed).then(0).else(1).end()) // [S222]
    .limit(2)
    .execute()
  const row = rows.find(({ address }) => address === typed) ?? (rows.length === 1 ? rows[0] : undefined)
  return row ? { id: row.id, accountId: row.account_id as AccountId, address: row.address } : null
}
