import type { AccountId } from '../../../../shared/ids.ts'
import { BATCH } from '../batch.ts'
import type { Queries } from '../database.ts'

const NOTHING = {
  ...{ account_id: null, session_id: null, credential_id: null, recovery_id: null },
  ...{ device: null, network: null, detail: null },
}

/**
 * Takes out of the audit whose entries these are, of an account that is gone: which action it was, and when, stays. A
 * batch each time, since there may be hundreds of thousands. The row of its deletion stays as long as there may be more.
 * Returns the entries.
 */
export async function eraseAudit({ db }: Queries, accountId: AccountId): Promise<readonly unknown[]> {
  const erased = await db
    .updateTable('audit')
    .set(NOTHING)
    .where(
      'seq',
      'in',
      (query) => query.selectFrom('audit').select('seq').where('account_id', '=', accountId).limit(BATCH), // [A157]
    )
    .returning('seq')
    .execute()
  if (erased.length < BATCH)
    await db.deleteFrom('account_deletions').where('account_id', '=', accountId).execute()
  else
    await db.updateTable('account_deletions').set({ erased: 1 }).where('account_id', '=', accountId).execute()
  return erased
}

/** What others did about the account stays in their audit, without what they wrote about it. */
export async function eraseAbout({ db }: Queries, accountId: AccountId): Promise<void> {
  await db
    .updateTable('audit')
    .set({ about_id: null, recovery_id: null, detail: null })
    .where('about_id', '=', accountId)
    .execute()
}
