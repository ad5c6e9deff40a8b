import { type Expression, expressionBuilder, type Selectable, type SqlBool } from 'kysely'
import type { AccountId, CredentialId, RecoveryId } from '../../../shared/ids.ts'
import { MOST_REMOVED } from '../../passkeys/caps.ts'
import type { Credential, CredentialStatus, NewCredential } from '../../passkeys/credential.ts'
import { builtOnce } from './built-once.ts'
import type { Queries } from './database.ts'
import { grantSince } from './operator-links/granted-since.ts'
import { isUndoable } from './recovery/undoable.ts'
import type { Tables } from './tables.ts'

const PRESENT: readonly CredentialStatus[] = ['unproven', 'active', 'suspended', 'frozen']

/** Stores the passkey of a ceremony; false if its id is known already, in whichever account. */
export async function insertCredential(
  queries: Queries,
  credential: NewCredential,
  status: CredentialStatus,
  recoveryId: RecoveryId | null = null,
): Promise<boolean> {
  const inserted = await insert(queries, { ...toRow(credential), status, recovery_id: recoveryId })
  return inserted.length > 0
}

type Arriving = ReturnType<typeof toRow> & {
  readonly status: CredentialStatus
  readonly recovery_id: RecoveryId | null
}

const insert = builtOnce(({ db, now }, row: Arriving) =>
  db
    .insertInto('credentials')
    .values({
      ...row,
      created_at: now,
      last_used_at: null,
      probation_until: null,
      suspended_by: null,
      suspended_at: null,
      leaves_at: null,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('id'),
)

function toRow(credential: NewCredential) {
  return {
    id: credential.id,
    account_id: credential.accountId,
    public_key: credential.publicKey,
    counter: credential.counter,
    transports: JSON.stringify(credential.transports),
    aaguid: credential.aaguid,
    name: credential.name,
    synced: Number(credential.synced),
    backed_up: Number(credential.backedUp),
    bound_device: credential.boundDevice,
    bound_network: credential.boundNetwork,
  }
}

/** How a suspended passkey is marked. */
interface SetAside {
  readonly by: CredentialId | null
  /** Milliseconds until it is removed for good; null if that does not happen by itself. */
  readonly leavesMs: number | null
}

/**
 * Moves a passkey of the account to `to`, but only from one of `from`; false if its status was another. If it is
 * suspended already, the times since when and until when stay as they were.
 */
export async function moveCredential(
  { db, now }: Queries,
  accountId: string,
  id: string,
  from: readonly CredentialStatus[],
  to: CredentialStatus,
  { by, leavesMs }: SetAside = { by: null, leavesMs: null },
): Promise<boolean> {
  const moved = await db
    .updateTable('credentials')
    .set((row) => ({
      status: to,
      suspended_by: by,
      suspended_at: to === 'suspended' ? row.fn.coalesce('suspended_at', now) : null,
      leaves_at:
        to !== 'suspended'
          ? null
          : leavesMs === null
            ? row.ref('leaves_at')
            : row.fn.coalesce('leaves_at', row(now, '+', leavesMs)),
    }))
    .where('id', '=', id)
    .where('account_id', '=', accountId)
    .where('status', 'in', from)
    .returning('id')
    .executeTakeFirst()
  return moved !== undefined
}

/** A query for passkeys, each with the times of its arrival. Callers add which ones. */
export function selectCredentials(queries: Queries) {
  const { db, now } = queries
  return db
    .selectFrom('credentials')
    .selectAll('credentials')
    .leftJoin(
      (query) =>
        query
          .selectFrom('recoveries')
          .selectAll()
          .where((row) => row.or([isUndoable(queries), row('recoveries.state', '=', 'registered')]))
          .as('arrival'),
      (join) => join.onRef('arrival.id', '=', 'credentials.recovery_id'),
    )
    .select((row) => [
      row('probation_until', '>', now).as('on_probation'),
      row
        .case()
        .when('arrival.state', '!=', 'registered')
        .then(row.ref('arrival.created_at'))
        .end()
        .as('undoable_since'),
      'arrival.undo_until as undoable_until',
      'arrival.approved_by as brought_by',
      'arrival.outweighs as outweighs',
      'arrival.state as arrival_state',
      row('arrival.frozen_until', '-', now).as('paused_for_ms'),
      isCalledOut().as('called_out'),
      row.exists(grantSince()).as('granted_since'),
    ])
}

/** Whether a passkey of the query was called out: one that outweighs it has scheduled that it retires. */
export function isCalledOut() {
  const row = expressionBuilder<Tables, 'credentials'>()
  const calling = row
    .selectFrom('scheduled_changes as calling')
    .innerJoin('recoveries as caller', 'caller.credential_id', 'calling.scheduled_by')
    .select('calling.id')
    .whereRef('calling.credential_id', '=', 'credentials.id')
    .where('calling.mode', 'is not', null)
    .where('caller.outweighs', '=', 1) // [R31]
  return row.exists(calling)
}

/** A query for the passkeys of one account, oldest first. */
export function selectCredentialsOf(queries: Queries, accountId: string | Expression<string>) {
  return selectCredentials(queries)
    .where('credentials.account_id', '=', accountId)
    .where(isPresentOrLately(queries, accountId))
    .orderBy('credentials.created_at')
    .orderBy('credentials.id')
}

const credentialsOf = builtOnce((queries, { accountId }: { accountId: AccountId }) =>
  selectCredentialsOf(queries, accountId),
)

/** Reads an account's passkeys, oldest first. Of the removed ones it reads only some, see below. */
export async function readCredentialsOf(queries: Queries, accountId: AccountId): Promise<Credential[]> {
  return (await credentialsOf(queries, { accountId })).map(toCredential)
}

/**
 * Removed passkeys are kept for ever. Only the newest of them are read, and those that set aside or froze something
 * that still waits, since they decide who may give it back.
 */
function isPresentOrLately({ db }: Queries, accountId: string | Expression<string>): Expression<SqlBool> {
  const row = expressionBuilder<Tables, 'credentials'>()
  const lately = db
    .selectFrom('credentials as removed')
    .select('removed.id')
    .where('removed.account_id', '=', accountId)
    .where('removed.status', '=', 'removed')
    .orderBy('removed.created_at', 'desc')
    .limit(MOST_REMOVED)
  const doers = db
    .selectFrom('credentials as aside')
    .select('aside.suspended_by')
    .where('aside.account_id', '=', accountId)
    .where('aside.status', '=', 'suspended')
  const freezers = db
    .selectFrom('recoveries')
    .select('recoveries.frozen_by')
    .where('recoveries.account_id', '=', accountId)
    .where('recoveries.state', '=', 'frozen')
  return row.or([
    row('credentials.status', 'in', PRESENT),
    row('credentials.id', 'in', lately),
    row('credentials.id', 'in', doers), // [S155]
    row('credentials.id', 'in', freezers), // [S155]
  ])
}

/** A passkey as a query reads it. */
export type CredentialRow = Selectable<Tables['credentials']> & {
  readonly on_probation: unknown
  readonly undoable_since: number | null
  readonly undoable_until: number | null
  readonly brought_by: string | null
  readonly outweighs: number | null
  readonly called_out: unknown
  readonly arrival_state: string | null
  readonly paused_for_ms: number | null
  readonly granted_since: unknown
}

/** A passkey from its row. */
export function toCredential(row: CredentialRow): Credential {
  return {
    id: row.id as CredentialId,
    accountId: row.account_id as AccountId,
    // Copied, so that its class is the same whichever driver read it.
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
    recoveryId: row.recovery_id as RecoveryId | null,
    undoableSince: row.undoable_since,
    undoableUntil: row.undoable_until,
    outweighs: row.outweighs === 1,
    calledOut: Boolean(row.called_out),
    halted: haltOf(row),
    grantedSince: Boolean(row.granted_since),
    broughtBy: row.brought_by as CredentialId | null,
    suspendedBy: row.suspended_by as CredentialId | null,
    suspendedAt: row.suspended_at,
    leavesAt: row.leaves_at,
    boundDevice: row.bound_device,
    boundNetwork: row.bound_network,
  }
}

/** See Credential. A pause that is over goes on with the next sweep. */
function haltOf({ outweighs, arrival_state, paused_for_ms }: CredentialRow): Credential['halted'] {
  if (arrival_state !== 'frozen' || outweighs !== 1) return null
  return paused_for_ms === null ? 'tie' : { pausedForMs: Math.max(1_000, paused_for_ms) }
}
