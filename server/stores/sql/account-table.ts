import type { AliasableExpression, Selectable } from 'kysely'
import type { Account } from '../../accounts/account.ts'
import type { AccountName } from '../../accounts/account-name.ts'
import type { Queries } from './database.ts'
import type { Tables } from './tables.ts'

/** An account as a query reads it. */
export type AccountRow = Selectable<Tables['accounts']>

/** A table in which accounts are: our own, or a site's users table. */
export interface AccountTable {
  /** All accounts, with our names for the columns. It becomes a part of every query that reads an account. */
  all(queries: Queries): AliasableExpression<AccountRow>
  /** False when the folded name is taken. */
  insert(tx: Queries, account: Omit<Account, 'createdAt'>): Promise<boolean>
  /**
   * Gives ids to a user whom the site had before and who has none yet. False if there is no such user. In our own table
   * there is none.
   */
  adopt(tx: Queries, foldedName: string, ids: Pick<Account, 'id' | 'userHandle'>): Promise<boolean>
  /** Nobody else has the name, and nobody gets it meanwhile. */
  rename(tx: Queries, id: Account['id'], name: AccountName): Promise<void>
  /** Afterwards it is no account. A site may keep its user. */
  remove(tx: Queries, id: Account['id']): Promise<void>
}

/** Rekey's own table. */
export const OWN_TABLE: AccountTable = {
  all: ({ db }) => db.selectFrom('accounts').selectAll(),
  async insert({ db, now }, account) {
    const inserted = await db
      .insertInto('accounts')
      .values({
        id: account.id,
        name: account.name,
        folded_name: account.foldedName,
        user_handle: account.userHandle,
        created_at: now,
      })
      .onConflict((conflict) => conflict.column('folded_name').doNothing())
      .returning('id')
      .executeTakeFirst()
    return inserted !== undefined
  },
  adopt: async () => false,
  async rename({ db }, id, { shown: name, folded: folded_name }) {
    await db.updateTable('accounts').set({ name, folded_name }).where('id', '=', id).execute()
  },
  async remove({ db }, id) {
    await db.deleteFrom('accounts').where('id', '=', id).execute()
  },
}
