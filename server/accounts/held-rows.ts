import type { AccountExport } from '../../shared/account-export.ts'
import type { AccountId } from '../../shared/ids.ts'

/** Reads everything that SQL holds of an account, without secrets and without their hashes. Throws StoreAway. */
export type ReadHeld = (accountId: AccountId) => Promise<Pick<AccountExport, 'held' | 'cut'>>
