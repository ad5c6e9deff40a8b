import type { KyselyPlugin, QueryResult, UnknownRow } from 'kysely'
import type { Database } from '../../server/stores/sql/database.ts'

// The server with something that tells: each query that finds a row of an account takes 5 ms longer. Tests of time must
// notice it.

const DELAY_MS = 5

const { runCommandLine } = await import('../../server/standalone/run-command-line.ts')
const { createAccountStore } = await import('../../server/stores/sql/accounts.ts')

const isOfAccount = ({ rows }: QueryResult<UnknownRow>) => rows.some(({ account_id: owner }) => owner)

const slowRows: KyselyPlugin = {
  transformQuery: ({ node }) => node,
  async transformResult({ result }) {
    if (isOfAccount(result)) await new Promise((resolve) => setTimeout(resolve, DELAY_MS))
    return result
  },
}

/** The other stores are made after the one of accounts, of the same object. */
function slowDown(database: Database): void {
  const { db, transact } = database
  Object.assign(database, {
    db: db.withPlugin(slowRows),
    transact: <Outcome>(work: Parameters<typeof transact<Outcome>>[0]) =>
      transact<Outcome>((tx, rollBack) => work({ ...tx, db: tx.db.withPlugin(slowRows) }, rollBack)),
  })
}

await runCommandLine({
  accounts(database) {
    slowDown(database)
    return createAccountStore(database)
  },
})
