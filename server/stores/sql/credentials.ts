import type { CredentialStore } from '../../passkeys/credential-store.ts'
import { addPasskey } from './add-passkey.ts'
import { builtOnce } from './built-once.ts'
import { readCredentialsOf, selectCredentials, toCredential } from './credential-rows.ts'
import type { Database } from './database.ts'

const credential = builtOnce((queries, { id }: { id: string }) =>
  selectCredentials(queries).where('credentials.id', '=', id),
)

/** A counter of 0 comes from an authenticator that keeps none. It is right only after 0. */
const use = (right: '=' | '<') =>
  builtOnce(({ db, now }, { id, counter, backedUp }: { id: string; counter: number; backedUp: number }) =>
    db
      .updateTable('credentials')
      .set({ counter, backed_up: backedUp, last_used_at: now })
      .where('id', '=', id)
      .where('counter', right, counter)
      .returning('id'),
  )
const useWithoutCounter = use('=')
const useWithCounter = use('<')

/** Passkeys in SQL. */
export function createCredentialStore(database: Database): CredentialStore {
  return {
    find: async (id) => {
      const [row] = await credential(database, { id })
      return row ? toCredential(row) : null
    },
    list: (accountId) => readCredentialsOf(database, accountId),
    add: (...details) => addPasskey(database, ...details),
    recordUse: async (id, counter, backedUp) => {
      const noted = counter === 0 ? useWithoutCounter : useWithCounter
      return (await noted(database, { id, counter, backedUp: Number(backedUp) })).length > 0
    },
  }
}
