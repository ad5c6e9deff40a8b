import { runCommandLine } from '../../server/standalone/run-command-line.ts'
import { createUsersAccountStore } from './users-account-store.ts'

// Rekey's tables may have a schema of their own; those of this site are where they always were.
const schema = process.env.DATABASE_SCHEMA ? 'public' : undefined

// Rekey as `server/main.ts` starts it, with the accounts of this site.
await runCommandLine({ accounts: (database) => createUsersAccountStore(database, schema) })
