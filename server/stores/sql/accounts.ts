import type { AccountId, CredentialId, SessionId, UserHandle } from '../../../shared/ids.ts'
import type { Account } from '../../accounts/account.ts'
import type { AccountStore, Owner } from '../../accounts/account-store.ts'
import { type AccountRow, type AccountTable, OWN_TABLE } from './account-table.ts'
import { writeAudit } from './audit.ts'
import {
  type CredentialRow,
  insertCredential,
  selectCredentials,
  selectCredentialsOf,
  toCredential,
} from './credential-rows.ts'
import type { Database } from './database.ts'
import { createNoteUse, isUnseen } from './note-session-use.ts'

/** Accounts in Rekey's own table, or in another. */
export function createAccountStore(database: Database, table: AccountTable = OWN_TABLE): AccountStore {
  const { db, now, transact } = database
  const noteUse = createNoteUse(database)
  const accounts = table.all(database).as('account')
  const find = async (column: 'id' | 'folded_name' | 'user_handle', value: string) => {
    const row = await db.selectFrom(accounts).selectAll().where(column, '=', value).executeTakeFirst()
    return row ? toAccount(row) : null
  }
  const withAccount = (passkeys: ReturnType<typeof selectCredentials>) =>
    passkeys
      .innerJoin(accounts, 'account.id', 'credentials.account_id')
      .select(['account.name as account_name', 'account.created_at as account_created_at'])
      .select(['account.folded_name', 'account.user_handle'])
  return {
    create: (account, first, audit) =>
      transact(async (tx, rollBack) => {
        if (!(await table.insert(tx, account))) return 'name-taken'
        if (!(await insertCredential(tx, first, 'active'))) return rollBack('credential-known')
        await writeAudit(tx, audit)
        return 'created'
      }),
    findById: (id) => find('id', id),
    findByName: (foldedName) => find('folded_name', foldedName),
    findByUserHandle: (handle) => find('user_handle', handle),
    findOwner: async (id) => toOwner(await withAccount(selectCredentialsOf(database, id)).execute()),
    findByPasskey: async (id) => {
      const passkey = selectCredentials(database).where('credentials.id', '=', id)
      const row = await withAccount(passkey).executeTakeFirst()
      return row ? { account: accountOf(row), credential: toCredential(row) } : null
    },
    findSignedIn: async (tokenHash) => {
      const live = db.selectFrom('sessions').where('token_hash', '=', tokenHash).where('expires_at', '>', now)
      const session = live.select(['id as session_id', 'credential_id as began_with'])
      const rows = await withAccount(selectCredentialsOf(database, live.select('account_id').$asScalar()))
        .innerJoin(session.select(isUnseen(database).as('unseen')).as('session'), (join) => join.onTrue())
        .select(['session.session_id', 'session.began_with', 'session.unseen'])
        .execute()
      const owner = toOwner(rows)
      const [row] = rows
      if (!row || !owner) return null
      if (row.unseen) noteUse(row.session_id)
      const { session_id: id, began_with: credentialId } = row
      return { ...owner, session: { id: id as SessionId, credentialId: credentialId as CredentialId } }
    },
  }
}

/** A passkey's row with the account that it belongs to. */
type OwnedRow = CredentialRow &
  Pick<AccountRow, 'folded_name' | 'user_handle'> & {
    readonly account_name: string
    readonly account_created_at: number
  }

/** An account has at least the passkey that it was made with, even if that was removed. */
function toOwner(rows: readonly OwnedRow[]): Owner | null {
  const [row] = rows
  return row ? { account: accountOf(row), passkeys: rows.map(toCredential) } : null
}

function accountOf({
  account_id: id,
  account_name: name,
  account_created_at: at,
  ...row
}: OwnedRow): Account {
  return toAccount({ ...row, id, name, created_at: at })
}

function toAccount(row: AccountRow): Account {
  return {
    id: row.id as AccountId,
    name: row.name,
    foldedName: row.folded_name,
    userHandle: row.user_handle as UserHandle,
    createdAt: row.created_at,
  }
}
