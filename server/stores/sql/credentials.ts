import type { CredentialStore } from '../../passkeys/credential-store.ts'
import { addPasskey } from './add-passkey.ts'
import { builtOnce } from './built-once.ts'
import { readCredentialsOf, selectCredentials, toCredential } from './credential-rows.ts'
import type { Database } from './database.ts'
import { type NotedUse, noted } from './note-use.ts'

const credential = builtOnce((queries, { id }: { id: string }) =>
  selectCredentials(queries).where('credentials.id', '=', id),
)

const noteUse = builtOnce(({ db, now }, { id, counter, backedUp, below }: NotedUse & { id: string }) =>
  db
    .updateTable('credentials')
    .set({ counter, backed_up: backedUp, last_used_at: now })
    .where('id', '=', id)
    .where('counter', '<', below)
    .returning('id'),
)

/** Passkeys in SQL. */
export function createCredentialStore(database: Database): CredentialStore {
  return {
    find: async (id) => {
      const [row] = await credential(database, { id })
      return row ? toCredential(row) : null
    },
    list: (accountId) => readCredentialsOf(database, accountId),
    add: (...details) => addPasskey(database, ...details),
    recordUse: async (id, counter, backedUp) =>
      (await noteUse(database, { id, ...noted({ counter, backedUp }) })).length > 0,
  }
}
