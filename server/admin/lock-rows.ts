import type { LockRow } from '../../shared/admin.ts'
import type { AccountStore } from '../accounts/account-store.ts'
import type { HeldLock } from './held-locks.ts'
import { createNameAccounts } from './name-accounts.ts'

/** How many locks are read, and how many of them are shown. */
export const MOST_READ = 500
const MOST_SHOWN = 100

/** Locks as the console lists them. Only here does an account in the console have its name. */
type NameLocks = (locks: readonly HeldLock[]) => Promise<readonly LockRow[]>

/**
 * Locks of accounts come first: a stranger can have many of his own pages locked, and must not hide a victim this
 * way.
 */
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
