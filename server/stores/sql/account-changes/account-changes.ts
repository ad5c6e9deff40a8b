import type { AccountChanges } from '../../../accounts/account-changes.ts'
import type { AccountTable } from '../account-table.ts'
import type { Database } from '../database.ts'
import { carryOut } from './carry-out.ts'
import { keep, scheduleDeletion } from './deletion.ts'
import { rename, restoreName } from './rename.ts'
import { readDeletion, readRenaming } from './rows.ts'

/** Changes of accounts in this table. */
export function createAccountChanges(database: Database, table: AccountTable): AccountChanges {
  return {
    async of(accountId) {
      const [renaming, deletion] = await Promise.all([
        readRenaming(database, accountId),
        readDeletion(database, accountId),
      ])
      return { renaming, deletion }
    },
    rename: (doing, name) => rename(database, table, doing, name),
    restoreName: (doing) => restoreName(database, table, doing),
    scheduleDeletion: (doing) => scheduleDeletion(database, doing),
    keep: (doing) => keep(database, doing),
    carryOut: (failed) => carryOut(database, table, failed),
  }
}
