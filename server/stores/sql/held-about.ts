import type { AccountId } from '../../../shared/ids.ts'
import type { AccountStore } from '../../accounts/account-store.ts'
import { readContacts } from './contacts/rows.ts'
import type { Database } from './database.ts'

/** What rows of others say of an account, by how the file calls it. Without who wrote it, and what is only theirs. */
export const ABOUT = {
  vouches_for: vouchesFor,
  audit_of_others: auditOfOthers,
} as const

/** Whose contact it is, and who asks: as its account page says it. */
async function vouchesFor(database: Database, accounts: Pick<AccountStore, 'findById'>, id: AccountId) {
  const rows = await readContacts(database, 'contact_id', id)
  const named = await Promise.all(
    rows.map(async ({ accountId, agreedAt, countsFrom }) => {
      const owner = await accounts.findById(accountId)
      return owner ? [{ name: owner.name, agreed_at: agreedAt, counts_from: countsFrom }] : []
    }),
  )
  return named.flat()
}

/** What supporters and admins wrote about it: what goes with it when it is deleted. */
function auditOfOthers({ db }: Database, _accounts: unknown, id: AccountId, most: number) {
  return db
    .selectFrom('audit')
    .select(['at', 'action', 'detail'])
    .where('about_id', '=', id)
    .orderBy('seq', 'desc')
    .limit(most)
    .execute()
}
