import { sql } from 'kysely'
import type { AccountStore } from '../../server/accounts/account-store.ts'
import { memoryChallenges } from '../../server/stores/memory/challenges.ts'
import { createAccountStore } from '../../server/stores/sql/accounts.ts'
import type { Database } from '../../server/stores/sql/database.ts'
import { openSql, type SqlStores } from '../../server/stores/sql/open-sql.ts'

export type SqlPlace = { readonly file: string } | { readonly databaseUrl: string }

export const RP_ID = 'rekey.example'

/** One database, opened twice as two server processes would: races use both. */
export interface SqlUnderTest {
  readonly one: SqlStores
  readonly other: SqlStores
  /** The inside of `one`, for what no port can bring about. */
  readonly database: Database
  /** The same of `other`. */
  readonly otherDatabase: Database
  readonly run: (statement: string) => Promise<void>
  readonly close: () => Promise<void>
}

export type OpenSqlUnderTest = () => Promise<SqlUnderTest>

export async function openUnderTest(
  place: SqlPlace,
  accounts: (database: Database) => AccountStore = createAccountStore,
): Promise<SqlUnderTest> {
  const inside: Database[] = []
  const open = () =>
    openSql({
      ...place,
      rpId: RP_ID,
      accounts: (database) => {
        inside.push(database)
        return accounts(database)
      },
    })
  const one = await open()
  const other = await open()
  const [database, otherDatabase] = inside
  if (!database || !otherDatabase) throw new Error('openSql did not ask for the account store.')
  return {
    one,
    other,
    database,
    otherDatabase,
    run: async (statement) => void (await sql.raw(statement).execute(database.db)),
    close: async () => {
      await one.close()
      await other.close()
    },
  }
}

/** The same with the challenges in memory, as in a deployment of one process. */
export async function openWithMemory(place: SqlPlace): Promise<SqlUnderTest> {
  const sql = await openUnderTest(place)
  const one = { ...sql.one, challenges: memoryChallenges(sql.one) }
  return { ...sql, one, other: one }
}
