import type { AccountId, CredentialId } from '../../../shared/ids.ts'
import { MOST_BY_YOUNG } from '../../accounts/caps.ts'
import { isYoung } from '../../passkeys/authority.ts'
import type { Credential } from '../../passkeys/credential.ts'
import type { Queries } from './database.ts'

/** One passkey that came, and who added it or approved its recovery. */
interface RecentArrival {
  readonly id: string
  readonly by: CredentialId
  readonly added: boolean
}

/** What can still be undone by its time, or waits for its proof, whatever became of it. */
export async function recentArrivals(
  { db, now }: Queries,
  accountId: AccountId,
): Promise<readonly RecentArrival[]> {
  const rows = await db
    .selectFrom('recoveries')
    .select(['pairing_id', 'approving_credential_id', 'method'])
    .where('account_id', '=', accountId)
    .where((row) => row.or([row('undo_until', '>', now), row('state', '=', 'registered')]))
    .execute()
  return rows.map((row) => ({
    id: row.pairing_id,
    by: row.approving_credential_id as CredentialId,
    added: row.method === 'added',
  }))
}

/** Whether all young passkeys of an account have brought in as many as they may, along any chain. */
export function haveYoungTheirs(
  held: readonly Credential[],
  arrivals: readonly RecentArrival[],
  by: Credential,
): boolean {
  if (!isYoung(by)) return false
  const mature = new Set(held.filter((one) => !isYoung(one) && one.status === 'active').map(({ id }) => id))
  return arrivals.filter((one) => !mature.has(one.by)).length >= MOST_BY_YOUNG
}
