import type { AccountId, CredentialId, SessionId, UserHandle } from '../../../shared/ids.ts'
import type { Account } from '../../accounts/account.ts'
import type { AccountStore, Owner } from '../../accounts/account-store.ts'
import { createAccountChanges } from './account-changes/account-changes.ts'
import { holdName, isKept } from './account-changes/rename.ts'
import { type AccountRow, type AccountTable, OWN_TABLE } from './account-table.ts'
import { writeAudit } from './audit.ts'
import { builtOnce } from './built-once.ts'
import { spendInvite } from './challenges.ts'
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
  const { transact } = database
  const noteUse = createNoteUse(database)
  const accounts = table.all(database).as('account')
  const byId = builtOnce(({ db }, { id }: { id: string }) =>
    db.selectFrom(accounts).selectAll().where('id', '=', id),
  )
  const byName = builtOnce(({ db }, { folded }: { folded: string }) => {
    const kept = db.selectFrom('former_names').select('account_id as id').where('folded_name', '=', folded)
    const has = db.selectFrom(accounts).select('id').where('folded_name', '=', folded)
    return db.selectFrom(accounts).selectAll().where('id', 'in', has.unionAll(kept)) // [A138]
  })
  const findById = async (id: string) => {
    const [row] = await byId(database, { id })
    return row ? toAccount(row) : null
  }
  const findByName = async (folded: string) => {
    const [row] = await byName(database, { folded })
    return row ? toAccount(row) : null
  }
  const withAccount = (passkeys: ReturnType<typeof selectCredentials>) =>
    passkeys
      .innerJoin(accounts, 'account.id', 'credentials.account_id')
      .select(['account.name as account_name', 'account.created_at as account_created_at'])
      .select(['account.folded_name', 'account.user_handle'])
  const owner = builtOnce((queries, { id }: { id: string }) => withAccount(selectCredentialsOf(queries, id)))
  const owned = builtOnce((queries, { id }: { id: string }) =>
    withAccount(selectCredentials(queries).where('credentials.id', '=', id)),
  )
  const signedIn = builtOnce((queries, { tokenHash }: { tokenHash: string }) => {
    const { db, now } = queries
    const live = db.selectFrom('sessions').where('token_hash', '=', tokenHash).where('expires_at', '>', now)
    const session = live.select(['id as session_id', 'credential_id as began_with'])
    return withAccount(selectCredentialsOf(queries, live.select('account_id').$asScalar()))
      .innerJoin(session.select(isUnseen(queries).as('unseen')).as('session'), (join) => join.onTrue())
      .select(['session.session_id', 'session.began_with', 'session.unseen'])
  })
  return {
    changes: createAccountChanges(database, table),
    create: (account, first, audit, invite = null) =>
      transact(async (tx, rollBack) => {
        if (invite !== null && !(await spendInvite(tx, invite))) return 'invite-spent' // [A7]
        await holdName(tx, account.foldedName)
        if (await isKept(tx, account.foldedName)) return rollBack('name-taken') // [A138]
        if (!(await table.insert(tx, account))) return rollBack('name-taken') // [A80]
        if (!(await insertCredential(tx, first, 'active'))) return rollBack('credential-known')
        await writeAudit(tx, audit)
        return 'created'
      }),
    findById,
    findByName,
    adopt: async (foldedName, ids) => {
      const adopted = await transact((tx) => table.adopt(tx, foldedName, ids))
      return adopted ? findByName(foldedName) : null
    },
    findOwner: async (id) => {
      const found = toOwner(await owner(database, { id }))
      if (found) return found
      const account = await findById(id)
      return account && { account, passkeys: [] } // [S220]
    },
    findByPasskey: async (id) => {
      const [row] = await owned(database, { id })
      return row ? { account: accountOf(row), credential: toCredential(row) } : null
    },
    findSignedIn: async (tokenHash) => {
      const rows = await signedIn(database, { tokenHash })
      const found = toOwner(rows)
      const [row] = rows
      if (!row || !found) return null
      if (row.unseen) noteUse(row.session_id)
      const { session_id: id, began_with: credentialId } = row
      return { ...found, session: { id: id as SessionId, credentialId: credentialId as CredentialId } }
    },
  }
}

/** A passkey's row with the account that it belongs to. */
type OwnedRow = CredentialRow &
  Pick<AccountRow, 'folded_name' | 'user_handle'> & {
    readonly account_name: string
    readonly account_created_at: number
  }

/** An account has at least the passkey that it was made with, even if that was removed, unless a site had it before. */
function toOwner(rows: readonly OwnedRow[]): Owner | null {
  const [row] = rows
  return row ? { account: accountOf(row), passkeys: rows.map(toCredential) } : null
}

/** Names each column: a rest of a row of thirty would copy them all. */
function accountOf(row: OwnedRow): Account {
  return toAccount({
    id: row.account_id,
    name: row.account_name,
    created_at: row.account_created_at,
    folded_name: row.folded_name,
    user_handle: row.user_handle,
  })
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
