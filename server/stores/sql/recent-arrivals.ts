import type { AccountId, CredentialId } from '../../../shared/ids.ts'
import type { Brought } from '../../passkeys/caps.ts'
import type { Queries } from './database.ts'

/** What was brought in, and how. */
interface RecentArrival extends Brought {
  readonly id: string
  readonly added: boolean
}

/** What could still be undone by its time, or brought a passkey that is not proven yet, whatever happened to it since. */
export async function recentArrivals(
  { db, now }: Queries,
  accountId: AccountId,
): Promise<readonly RecentArrival[]> {
  const rows = await db
    .selectFrom('recoveries')
    .select(['id', 'approved_by', 'method'])
    .where('account_id', '=', accountId)
    .where((row) => row.or([row('undo_until', '>', now), row('state', '=', 'registered')]))
    .execute()
  return rows.map((row) => ({
    id: row.id,
    by: row.approved_by as CredentialId | null,
    added: row.method === 'added',
  }))
}
