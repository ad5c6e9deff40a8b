import { createAccountStore } from '../../../server/stores/sql/accounts.ts'
import type { Database } from '../../../server/stores/sql/database.ts'
import { openSql } from '../../../server/stores/sql/open-sql.ts'

// A node that stops in the middle of a transaction: it holds a row and never goes on.

let database: Database | null = null
await openSql({
  databaseUrl: process.argv[2] ?? '',
  rpId: 'rekey.example',
  accounts: (inside) => {
    database = inside
    return createAccountStore(inside)
  },
})
setInterval(() => {}, 60_000)
await (database as Database | null)?.transact(async (tx) => {
  await tx.db.updateTable('meta').set({ value: '1' }).where('key', '=', 'born').execute()
  process.stdout.write('held')
  await new Promise(() => {})
})
