import type { AccountId } from '../../../../shared/ids.ts'
import { BATCH } from '../batch.ts'
import type { Queries } from '../database.ts'

const NOTHING = {
  ...{ account_id: null, about_id: null, session_id: null, credential_id: null, recovery_id: null },
  ...{ device: null, network: null, detail: null },
}

/**
 * Takes out of the audit whose entries these are, of an account that is gone: which action it was, and when, stays. A
 * batch each time, since there may be hundreds of thousands. Returns the entries.
 */
export async function eraseAudit({ db }: Queries, accountId: AccountId): Promise<readonly unknown[]> {
  return db
    .updateTable('audit')
    .set(NOTHING)
    .where('seq', 'in', (query) => {
      const all = query.selectFrom('audit').select('seq').where('account_id', '=', accountId)
      return all.limit(BATCH) // [A157]
    })
    .returning('seq')
    .execute()
}

/** What others did about the account stays in their audit, without what they wrote about it. */
export async function eraseAbout({ db }: Queries, accountId: AccountId): Promise<void> {
  await db
    .updateTable('audit')
    .set({ about_id: null, recovery_id: null, detail: null })
    .where('about_id', '=', accountId)
    .execute()
}
