import type { CredentialStore } from '../../passkeys/credential-store.ts'
import { addPasskey } from './add-passkey.ts'
import { readCredentialsOf, selectCredentials, toCredential } from './credential-rows.ts'
import type { Database } from './database.ts'

/** Passkeys in SQL. */
export function createCredentialStore(database: Database): CredentialStore {
  const { db, now } = database
  return {
    find: async (id) => {
      const row = await selectCredentials(database).where('credentials.id', '=', id).executeTakeFirst()
      return row ? toCredential(row) : null
    },
    list: (accountId) => readCredentialsOf(database, accountId),
    add: (...details) => addPasskey(database, ...details),
    recordUse: async (id, counter, backedUp) => {
      const used = await db
        .updateTable('credentials')
        .set({ counter, backed_up: Number(backedUp), last_used_at: now })
        .where('id', '=', id)
        // 0 comes from an authenticator that keeps no counter. It is right only after 0.
        .where('counter', counter === 0 ? '=' : '<', counter)
        .returning('id')
        .executeTakeFirst()
      return used !== undefined
    },
  }
}
