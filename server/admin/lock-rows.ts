import type { LockRow } from '../../shared/admin.ts'
import type { AccountId } from '../../shared/ids.ts'
import type { AccountStore } from '../ports/account-store.ts'
import type { Lock } from '../ports/locks.ts'

/** Locks that are read, and those of them that are shown. */
export const MOST_READ = 500
const MOST_SHOWN = 100

/** Locks as the console lists them, and the one place there where an account has its name. */
export type NameLocks = (locks: readonly Lock[]) => Promise<readonly LockRow[]>

/**
 * Those of accounts come first: a stranger can have many pages of his own locked, and must not hide a victim
 * behind them. Names are remembered for as long as they are listed, so that a list costs no query every time.
 */
export function createNameLocks(accounts: Pick<AccountStore, 'findById'>): NameLocks {
  let known = new Map<AccountId, string>()

  const nameOf = async (id: AccountId) =>
    known.get(id) ?? (await accounts.findById(id))?.name ?? 'an account that is gone'

  return async (locks) => {
    const shown = [
      ...locks.filter(({ locked }) => locked.kind === 'account'),
      ...locks.filter(({ locked }) => locked.kind === 'page'),
    ].slice(0, MOST_SHOWN)
    const names = new Map<AccountId, string>()
    const rows: LockRow[] = []
    for (const { id, locked, reason, leftMs } of shown) {
      const row = { id, kind: locked.kind, reason, leftMs }
      if (locked.kind === 'page') {
        rows.push({ ...row, who: locked.device, network: locked.network })
        continue
      }
      const who = await nameOf(locked.accountId)
      names.set(locked.accountId, who)
      rows.push({ ...row, who, network: null })
    }
    known = names
    return rows
  }
}
