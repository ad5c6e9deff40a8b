import type { AccountStore } from '../../server/ports/account-store.ts'
import type { Database } from '../../server/stores/sql/database.ts'
/** Accounts that are rows of the site's own `users` table. To be given to `openSql({ ..., accounts })`. */
export declare function createUsersAccountStore({ db, transact }: Database): AccountStore
