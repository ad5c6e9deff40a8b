import { type Selectable, sql } from 'kysely'
import type { Account } from '../../server/accounts/account.ts'
import type { AccountStore } from '../../server/accounts/account-store.ts'
import { writeAudit } from '../../server/stores/sql/audit.ts'
import { insertCredential } from '../../server/stores/sql/credential-rows.ts'
import type { Database, Queries } from '../../server/stores/sql/database.ts'
import type { AccountId, UserHandle } from '../../shared/ids.ts'

/** The columns of the site's table that this store reads and writes; there may be any others. */
interface UsersTable {
  readonly login: string
  readonly login_folded: string
  /** Null for users who never had a passkey; Rekey does not see those. */
  readonly account_id: string | null
  readonly passkey_handle: string | null
  /** Seconds, because this site always did it so. */
  readonly joined_at: number
}

/** Accounts that are rows of the site's own `users` table, which is in `schema` where Rekey has one of its own. */
export function createUsersAccountStore({ db, transact }: Database, schema?: string): AccountStore {
  const withUsers = ({ db }: Pick<Queries, 'db'>) =>
    (schema === undefined ? db : db.withSchema(schema)).withTables<{ users: UsersTable }>()
  const find = async (column: 'account_id' | 'login_folded' | 'passkey_handle', value: string) => {
    const row = await withUsers({ db })
      .selectFrom('users')
      .select(['login', 'login_folded', 'account_id', 'passkey_handle', 'joined_at'])
      .where(column, '=', value)
      .executeTakeFirst()
    return row ? toAccount(row) : null
  }
  return {
    create: (account, first, audit) =>
      transact(async (tx, rollBack) => {
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
        if (!inserted) return 'name-taken'
        // Rekey's own insert and audit, in the transaction that made the user.
        if (!(await insertCredential(tx, first, 'active'))) return rollBack('credential-known')
        await writeAudit(tx, audit)
        return 'created'
      }),
    findById: (id) => find('account_id', id),
    findByName: (foldedName) => find('login_folded', foldedName),
    findByUserHandle: (handle) => find('passkey_handle', handle),
  }
}

function toAccount(row: Selectable<UsersTable>): Account | null {
  if (row.account_id === null || row.passkey_handle === null) return null
  return {
    id: row.account_id as AccountId,
    name: row.login,
    foldedName: row.login_folded,
    userHandle: row.passkey_handle as UserHandle,
    createdAt: row.joined_at * 1_000,
  }
}
