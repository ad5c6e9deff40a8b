import type { Selectable } from 'kysely'
import type { AccountId, CredentialId } from '../../../../shared/ids.ts'
import type { Address } from '../../../addresses/address.ts'
import type { Queries } from '../database.ts'
import type { Tables } from '../tables.ts'

/** The addresses of an account, oldest first. One whose code ran out is there until another takes its place. */
export async function readAddresses(
  { db }: Pick<Queries, 'db'>,
  accountId: AccountId,
): Promise<readonly Address[]> {
  const rows = await db
    .selectFrom('addresses')
    .selectAll()
    .where('account_id', '=', accountId)
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  return rows.map(toAddress)
}

function toAddress(row: Selectable<Tables['addresses']>): Address {
  return {
    id: row.id,
    accountId: row.account_id as AccountId,
    address: row.address,
    state: row.state,
    addedBy: row.added_by as CredentialId,
    addedAt: row.created_at,
    codeUntil: row.code_until,
    countsFrom: row.counts_from,
    countsSince: row.counts_since,
    removedBy: row.removed_by as CredentialId | null,
    leavesAt: row.leaves_at,
  }
}

/** Deletes one. */
export async function deleteAddress({ db }: Queries, id: string): Promise<void> {
  await db.deleteFrom('addresses').where('id', '=', id).execute()
}

/**
 * Whether the account is so new that changes count at once: nothing is there yet that they could take from anybody.
 * Its first passkey, which is kept for ever, is as old as the account.
 */
export async function isNewAccount(
  { db, now }: Queries,
  accountId: AccountId,
  newMs: number,
): Promise<boolean> {
  const { first, at } = await db
    .selectFrom('credentials')
    .select(({ fn }) => [fn.min('created_at').as('first'), now.as('at')])
    .where('account_id', '=', accountId)
    .executeTakeFirstOrThrow()
  return at < Number(first) + newMs // [M28]
}
