import { type NotNull, sql } from 'kysely'
import type { AccountStore } from '../../server/accounts/account-store.ts'
import { createAccountStore } from '../../server/stores/sql/accounts.ts'
import type { Database, Queries } from '../../server/stores/sql/database.ts'

/** The columns of the site's table that this store reads and writes; there may be any others. */
interface UsersTable {
  login: string
  login_folded: string
  /** Null for users who never had a passkey; Rekey does not see those. */
  account_id: string | null
  passkey_handle: string | null
  /** Seconds, because this site always did it so. */
  readonly joined_at: number
}

/** Accounts that are rows of the site's own `users` table, which is in `schema` where Rekey has one of its own. */
export function createUsersAccountStore(database: Database, schema?: string): AccountStore {
  const withUsers = ({ db }: Queries) =>
    (schema === undefined ? db : db.withSchema(schema)).withTables<{ users: UsersTable }>()
  return createAccountStore(database, {
    all: (queries) =>
      withUsers(queries)
        .selectFrom('users')
        .where('account_id', 'is not', null)
        .where('passkey_handle', 'is not', null)
        .select(['account_id as id', 'passkey_handle as user_handle'])
        .$narrowType<{ id: NotNull; user_handle: NotNull }>()
        .select(['login as name', 'login_folded as folded_name'])
        .select(sql<number>`cast(joined_at as bigint) * 1000`.as('created_at')),
    async insert(tx, account) {
      const inserted = await withUsers(tx)
        .insertInto('users')
        .values({
          login: account.name,
          login_folded: account.foldedName,
          account_id: account.id,
          passkey_handle: account.userHandle,
          joined_at: sql<number>`${tx.now} / 1000`,
        })
        .onConflict((conflict) => conflict.column('login_folded').doNothing())
        .returning('account_id')
        .executeTakeFirst()
      return inserted !== undefined
    },
    async adopt(tx, foldedName, { id, userHandle }) {
      const adopted = await withUsers(tx)
        .updateTable('users')
        .set({ account_id: id, passkey_handle: userHandle })
        .where('login_folded', '=', foldedName)
        .where('account_id', 'is', null)
        .returning('account_id')
        .executeTakeFirst()
      return adopted !== undefined
    },
    async rename(tx, id, { shown: login, folded: login_folded }) {
      await withUsers(tx)
        .updateTable('users')
        .set({ login, login_folded })
        .where('account_id', '=', id)
        .execute()
    },
    // The user stays: what else the site holds of them is not Rekey's to delete.
    async remove(tx, id) {
      await withUsers(tx)
        .updateTable('users')
        .set({ account_id: null, passkey_handle: null })
        .where('account_id', '=', id)
        .execute()
    },
  })
}
