import { runCommandLine } from '../../server/composition/run-command-line.ts'
import { createUsersAccountStore } from './users-account-store.ts'

// Rekey as `server/main.ts` starts it, with the accounts of this site.
await runCommandLine({ accounts: createUsersAccountStore })
