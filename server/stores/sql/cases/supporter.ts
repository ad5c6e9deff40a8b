import type { AccountId } from '../../../../shared/ids.ts'
import type { Supporter, Vouching } from '../../../methods/assisted/may-vouch.ts'
import { holdRole } from '../admins.ts'
import type { Queries } from '../database.ts'
import { isOff } from '../method-switch/rows.ts'

/** Reads what is judged of a supporter, and holds their role until the transaction ends. */
export async function readSupporter(tx: Queries, accountId: AccountId): Promise<Supporter> {
  const { db } = tx
  const role = await holdRole(tx, accountId)
  const made = await db
    .selectFrom('credentials')
    .select(({ fn }) => fn.min('created_at').as('at'))
    .where('account_id', '=', accountId)
    .executeTakeFirst()
  const recovered = await db
    .selectFrom('recoveries')
    .select(({ fn }) => fn.max('done_at').as('at'))
    .where('account_id', '=', accountId)
    .where('method', '!=', 'added')
    .executeTakeFirst()
  return {
    accountId,
    adminSince: role?.granted_at ?? null,
    madeAt: made?.at ?? null,
    recoveredAt: recovered?.at ?? null,
  }
}

/** The account that a case is for. Null if nobody has the name. */
export async function readAccount(tx: Queries, accountId: AccountId | null): Promise<Vouching['account']> {
  if (accountId === null) return null
  const admin = await tx.db
    .selectFrom('admins')
    .select('account_id')
    .where('account_id', '=', accountId)
    .executeTakeFirst()
  const off = await tx.db
    .selectFrom('method_switches')
    .select('account_id')
    .where('account_id', '=', accountId)
    .where(isOff(tx, 'assisted'))
    .executeTakeFirst()
  return { id: accountId, isAdmin: admin !== undefined, isSwitchedOff: off !== undefined }
}
