import { openSql, type SqlOptions } from '../../server/stores/sql/open-sql.ts'

// Run as a process of its own by the test that starts several at once on one empty database.
const stores = await openSql(JSON.parse(String(process.argv[2])) as SqlOptions)
await stores.close()
process.stdout.write('opened\n')
