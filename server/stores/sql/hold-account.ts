import type { AccountId, CredentialId } from '../../../shared/ids.ts'
import type { Credential } from '../../passkeys/credential.ts'
import { readCredentials } from './credential-rows.ts'
import type { Queries } from './database.ts'

/**
 * Locks all passkeys of an account that are not removed until the transaction ends, and then reads them. Whatever
 * changes what one of them may do, or which is older, locks them first. So one of two such transactions is complete
 * before the other goes on. They are locked one by one, oldest first, so that no two transactions wait for each
 * other. A passkey that is added meanwhile is the newest, so it comes last in each list, whatever its id.
 */
export async function holdAccount(tx: Queries, accountId: AccountId): Promise<readonly Credential[]> {
  if (!tx.writesAlone) await holdEach(tx, accountId)
  return readCredentials(tx, 'account_id', accountId)
}

async function holdEach(tx: Queries, accountId: AccountId): Promise<void> {
  const held = new Set<CredentialId>()
  for (;;) {
    const unheld = (await idsOf(tx, accountId)).filter((id) => !held.has(id))
    if (unheld.length === 0) return
    for (const id of unheld) {
      await hold(tx, id) // [S152]
      held.add(id)
    }
  }
}

async function idsOf({ db }: Queries, accountId: AccountId): Promise<readonly CredentialId[]> {
  const rows = await db
    .selectFrom('credentials')
    .select('id')
    .where('account_id', '=', accountId)
    .where('status', '!=', 'removed')
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  return rows.map(({ id }) => id as CredentialId)
}

async function hold({ db }: Queries, id: CredentialId): Promise<void> {
  await db
    .updateTable('credentials')
    .set((row) => ({ status: row.ref('status') }))
    .where('id', '=', id)
    .execute()
}
