import type { CredentialId, SessionId } from '../../../../shared/ids.ts'
import type { CredentialStatus } from '../../../passkeys/credential.ts'
import type { Recovery } from '../../../recovery/recovery.ts'
import type { Queries } from '../database.ts'

/** All that came by a recovery: its own passkey, and those that were added by it. */
export async function passkeysOf({ db }: Queries, recovery: Recovery): Promise<CredentialId[]> {
  const rows = await db
    .selectFrom('credentials')
    .select('id')
    .where('pairing_id', '=', recovery.pairingId)
    .where('account_id', '=', recovery.accountId)
    .execute()
  return rows.map(({ id }) => id as CredentialId)
}

/** Moves all of them that stand at one of `from`, and names those. */
export async function movePasskeysOf(
  { db }: Queries,
  recovery: Recovery,
  from: readonly CredentialStatus[],
  to: CredentialStatus,
): Promise<CredentialId[]> {
  const rows = await db
    .updateTable('credentials')
    .set({ status: to })
    .where('pairing_id', '=', recovery.pairingId)
    .where('account_id', '=', recovery.accountId)
    .where('status', 'in', from)
    .returning('id')
    .execute()
  return rows.map(({ id }) => id as CredentialId)
}

/** Ends the sessions begun with these passkeys. To be called after the passkeys were moved: see endSessions. */
export async function endSessionsBegunBy(
  { db }: Queries,
  passkeys: readonly CredentialId[],
): Promise<SessionId[]> {
  const rows = await db
    .deleteFrom('sessions')
    .where('credential_id', 'in', passkeys)
    .returning('id')
    .execute()
  return rows.map((row) => row.id as SessionId)
}
