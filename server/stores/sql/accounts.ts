import type { Selectable } from 'kysely'
import type { AccountId, UserHandle } from '../../../shared/ids.ts'
import type { Account } from '../../accounts/account.ts'
import type { AccountStore } from '../../accounts/account-store.ts'
import { writeAudit } from './audit.ts'
import { insertCredential } from './credential-rows.ts'
import type { Database } from './database.ts'
import type { Tables } from './tables.ts'

/** Accounts in Rekey's own table. */
export function createAccountStore({ db, transact }: Database): AccountStore {
  const find = async (column: 'id' | 'folded_name' | 'user_handle', value: string) => {
    const row = await db.selectFrom('accounts').selectAll().where(column, '=', value).executeTakeFirst()
    return row ? toAccount(row) : null
  }
  return {
    create: (account, first, audit) =>
      transact(async (tx, rollBack) => {
        const inserted = await tx.db
          .insertInto('accounts')
          .values({
            id: account.id,
            name: account.name,
            folded_name: account.foldedName,
            user_handle: account.userHandle,
            created_at: tx.now,
          })
          .onConflict((conflict) => conflict.column('folded_name').doNothing())
          .returning('id')
          .executeTakeFirst()
        if (!inserted) return 'name-taken'
        if (!(await insertCredential(tx, first, 'active'))) return rollBack('credential-known')
        await writeAudit(tx, audit)
        return 'created'
      }),
    findById: (id) => find('id', id),
    findByName: (foldedName) => find('folded_name', foldedName),
    findByUserHandle: (handle) => find('user_handle', handle),
  }
}

function toAccount(row: Selectable<Tables['accounts']>): Account {
  return {
    id: row.id as AccountId,
    name: row.name,
    foldedName: row.folded_name,
    userHandle: row.user_handle as UserHandle,
    createdAt: row.created_at,
  }
}
