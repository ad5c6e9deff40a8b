import type { Selectable } from 'kysely'
import type { AccountId, CredentialId, PairingId } from '../../../shared/ids.ts'
import type { Credential, CredentialStatus, NewCredential } from '../../passkeys/credential.ts'
import type { Queries } from './database.ts'
import { isUndoable } from './recovery/undoable.ts'
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

/**
 * Holds an active passkey of the account until the transaction ends: whoever stops it comes wholly before,
 * or wholly after. Null when it is not active; otherwise the recovery that it came by, if any.
 */
export async function holdActive(
  { db }: Queries,
  accountId: AccountId,
  id: CredentialId,
): Promise<{ readonly pairingId: PairingId | null } | null> {
  const held = await db
    .updateTable('credentials')
    .set((row) => ({ status: row.ref('status') }))
    .where('id', '=', id)
    .where('account_id', '=', accountId)
    .where('status', '=', 'active')
    .returning('pairing_id')
    .executeTakeFirst()
  return held ? { pairingId: held.pairing_id as PairingId | null } : null
}

/** Reads passkeys by their own id or by their account's, oldest first. */
export async function readCredentials(
  queries: Queries,
  column: 'id' | 'account_id',
  value: string,
): Promise<Credential[]> {
  const { db, now } = queries
  const rows = await db
    .selectFrom('credentials')
    .selectAll()
    .select((row) => [
      row('probation_until', '>', now).as('on_probation'),
      row
        .selectFrom('recoveries')
        .select('recoveries.created_at')
        .whereRef('recoveries.pairing_id', '=', 'credentials.pairing_id')
        .where(isUndoable(queries))
        .as('undoable_since'),
    ])
    .where(column, '=', value)
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  return rows.map(toCredential)
}

type Row = Selectable<Tables['credentials']> & {
  readonly on_probation: unknown
  readonly undoable_since: number | null
}

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
    undoableSince: row.undoable_since,
    boundDevice: row.bound_device,
    boundNetwork: row.bound_network,
  }
}
