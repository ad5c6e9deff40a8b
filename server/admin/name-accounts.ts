import type { AccountId } from '../../shared/ids.ts'
import type { AccountStore } from '../accounts/account-store.ts'

/** Reads the names of these accounts. */
type NameAccounts = (ids: readonly AccountId[]) => Promise<ReadonlyMap<AccountId, string>>

/** Names are cached as long as they are asked for, so that a list does not need a query every time. */
export function createNameAccounts(accounts: Pick<AccountStore, 'findById'>): NameAccounts {
  let known: ReadonlyMap<AccountId, string> = new Map()
  const nameOf = async (id: AccountId) =>
    known.get(id) ?? (await accounts.findById(id))?.name ?? 'an account that is gone'
  return async (ids) => {
    const names = new Map<AccountId, string>()
    for (const id of ids) if (!names.has(id)) names.set(id, await nameOf(id))
    known = names
    return names
  }
}
