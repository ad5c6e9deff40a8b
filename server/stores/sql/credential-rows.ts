import type { Selectable } from 'kysely'
import type { AccountId, CredentialId, PairingId } from '../../../shared/ids.ts'
import type { Credential, CredentialStatus, NewCredential } from '../../passkeys/credential.ts'
import type { Queries } from './database.ts'
import type { Tables } from './tables.ts'

/** Stores a passkey that a ceremony yielded; false when its id is known, to whichever account. */
export async function insertCredential(
  { db, now }: Queries,
  credential: NewCredential,
  status: CredentialStatus,
  pairingId: PairingId | null = null,
): Promise<boolean> {
  const inserted = await db
    .insertInto('credentials')
    .values({
      id: credential.id,
      account_id: credential.accountId,
      public_key: credential.publicKey,
      counter: credential.counter,
      transports: JSON.stringify(credential.transports),
      aaguid: credential.aaguid,
      name: credential.name,
      synced: Number(credential.synced),
      backed_up: Number(credential.backedUp),
      status,
      created_at: now,
      last_used_at: null,
      probation_until: null,
      pairing_id: pairingId,
      bound_device: credential.boundDevice,
      bound_network: credential.boundNetwork,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('id')
    .executeTakeFirst()
  return inserted !== undefined
}

/** Moves a passkey of the account to `to`, but only from one of `from`; false when it stood elsewhere. */
export async function moveCredential(
  { db }: Queries,
  accountId: string,
  id: string,
  from: readonly CredentialStatus[],
  to: CredentialStatus,
): Promise<boolean> {
  const moved = await db
    .updateTable('credentials')
    .set({ status: to })
    .where('id', '=', id)
    .where('account_id', '=', accountId)
    .where('status', 'in', from)
    .returning('id')
    .executeTakeFirst()
  return moved !== undefined
}

/** Reads passkeys by their own id or by their account's, oldest first. */
export async function readCredentials(
  { db, now }: Queries,
  column: 'id' | 'account_id',
  value: string,
): Promise<Credential[]> {
  const rows = await db
    .selectFrom('credentials')
    .selectAll()
    .select((row) => row('probation_until', '>', now).as('on_probation'))
    .where(column, '=', value)
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  return rows.map(toCredential)
}

type Row = Selectable<Tables['credentials']> & { readonly on_probation: unknown }

function toCredential(row: Row): Credential {
  return {
    id: row.id as CredentialId,
    accountId: row.account_id as AccountId,
    // Copied, so that it is the plain class whichever driver read it.
    publicKey: new Uint8Array(row.public_key),
    counter: row.counter,
    transports: JSON.parse(row.transports),
    aaguid: row.aaguid,
    name: row.name,
    synced: row.synced === 1,
    backedUp: row.backed_up === 1,
    status: row.status as CredentialStatus,
    createdAt: row.created_at,
    lastUsedAt: row.last_used_at,
    probationUntil: row.probation_until,
    // True on PostgreSQL, 1 on SQLite, null without a probation.
    onProbation: Boolean(row.on_probation),
    pairingId: row.pairing_id as PairingId | null,
    boundDevice: row.bound_device,
    boundNetwork: row.bound_network,
  }
}
