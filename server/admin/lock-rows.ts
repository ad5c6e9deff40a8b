import type { LockRow } from '../../shared/admin.ts'
import type { AccountStore } from '../accounts/account-store.ts'
import type { HeldLock } from './held-locks.ts'
import { createNameAccounts } from './name-accounts.ts'

/** Locks that are read, and those of them that are shown. */
export const MOST_READ = 500
const MOST_SHOWN = 100

/** Locks as the console lists them, and the one place there where an account has its name. */
type NameLocks = (locks: readonly HeldLock[]) => Promise<readonly LockRow[]>

/** Those of accounts come first: a stranger can have many pages of his own locked, and must not hide a victim. */
export function createNameLocks(accounts: Pick<AccountStore, 'findById'>): NameLocks {
  const nameAccounts = createNameAccounts(accounts)
  return async (locks) => {
    const shown = [
      ...locks.filter(({ locked }) => locked.kind === 'account'),
      ...locks.filter(({ locked }) => locked.kind === 'page'),
    ].slice(0, MOST_SHOWN)
    const names = await nameAccounts(
      shown.flatMap(({ locked }) => (locked.kind === 'account' ? [locked.accountId] : [])),
    )
    return shown.map(({ id, locked, reason, leftMs }) => {
      const row = { id, kind: locked.kind, reason, leftMs }
      return locked.kind === 'page'
        ? { ...row, who: locked.device, network: locked.network }
        : { ...row, who: names.get(locked.accountId) ?? '', network: null }
    })
  }
}
