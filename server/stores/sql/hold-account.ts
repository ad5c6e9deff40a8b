import type { AccountId, CredentialId } from '../../../shared/ids.ts'
import type { Credential } from '../../passkeys/credential.ts'
import { readCredentials } from './credential-rows.ts'
import type { Queries } from './database.ts'

/**
 * Holds all passkeys of an account that are not gone until the transaction ends, and gives them all as they
 * stand then. Whoever changes what one of them may do, or who is older, holds them first: so of two such
 * transactions one comes wholly before the other. They are held one by one, oldest first, so that no
 * two hold what the other waits for: what was added meanwhile comes last in each list, whatever its id.
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
