import type { AccountId, SessionId } from '../../../shared/ids.ts'
import type { AdminStanding, AdminStore } from '../../admin/admin-store.ts'
import type { CredentialStatus } from '../../passkeys/credential.ts'
import { writeAudit } from './audit.ts'
import { isCalledOut } from './credential-rows.ts'
import type { Database, Queries } from './database.ts'
import { isByLink } from './operator-links/by-link.ts'
import { grantSince } from './operator-links/granted-since.ts'
import { isUndoable } from './recovery/undoable.ts'

/** The role of admins in SQL. */
export function createAdminStore(database: Database): AdminStore {
  const { db, transact } = database
  return {
    grant: (accountId, audit) =>
      transact(async (tx) => {
        const granted = await tx.db
          .insertInto('admins')
          .values({ account_id: accountId, granted_at: tx.now, granted_again_at: null })
          .onConflict((conflict) => conflict.column('account_id').doNothing())
          .returning('account_id')
          .executeTakeFirst()
        if (granted || (await grantAgain(tx, accountId))) await writeAudit(tx, audit)
        return granted !== undefined
      }),
    revoke: (accountId, audit) =>
      transact(async (tx) => {
        const revoked = await tx.db
          .deleteFrom('admins')
          .where('account_id', '=', accountId)
          .returning('account_id')
          .executeTakeFirst()
        if (!revoked) return false
        await closeConsoles(tx, accountId)
        await writeAudit(tx, audit)
        return true
      }),
    list: async () => {
      const rows = await db
        .selectFrom('admins')
        .select('account_id')
        .orderBy('granted_at')
        .orderBy('account_id')
        .execute()
      return rows.map((row) => row.account_id as AccountId)
    },
    enter: (session, forMs, audit) =>
      transact(async (tx) => {
        if (!(await holdRole(tx, session.accountId))) return false // [D5]
        await openConsole(tx, session.id, forMs)
        await writeAudit(tx, audit)
        return true
      }),
    standings: (ids) => readStandings(database, ids),
  }
}

/** For what came by an operator's link and can still be undone. Without such a passkey it changes nothing. */
async function grantAgain(tx: Queries, accountId: AccountId): Promise<boolean> {
  const came = tx.db.selectFrom('recoveries').select('id').where(isByLink(accountId)).where(isUndoable(tx))
  const granted = await tx.db
    .updateTable('admins')
    .set({ granted_again_at: tx.now })
    .where('account_id', '=', accountId)
    .where((row) => row.exists(came))
    .returning('account_id')
    .executeTakeFirst()
  return granted !== undefined
}

/**
 * Locks the role until the transaction ends: whoever revokes it is done before this, or waits until after it. Undefined
 * without the role.
 */
export async function holdRole(
  { db }: Queries,
  accountId: AccountId,
): Promise<{ readonly granted_at: number } | undefined> {
  return db
    .updateTable('admins')
    .set((row) => ({ granted_at: row.ref('granted_at') }))
    .where('account_id', '=', accountId)
    .returning('granted_at')
    .executeTakeFirst()
}

async function openConsole({ db, now }: Queries, sessionId: SessionId, forMs: number): Promise<void> {
  await db
    .insertInto('open_consoles')
    .values((row) => ({ session_id: sessionId, open_until: row(now, '+', forMs) }))
    .onConflict((conflict) =>
      conflict.column('session_id').doUpdateSet((row) => ({ open_until: row.ref('excluded.open_until') })),
    )
    .execute()
}

/** Otherwise they would be open again as soon as the role is given back. */
async function closeConsoles({ db }: Queries, accountId: AccountId): Promise<void> {
  const own = db.selectFrom('sessions').select('id').where('account_id', '=', accountId)
  await db.deleteFrom('open_consoles').where('session_id', 'in', own).execute() // [D6]
}

async function readStandings(
  queries: Queries,
  ids: readonly SessionId[],
): Promise<ReadonlyMap<SessionId, AdminStanding>> {
  if (ids.length === 0) return new Map()
  const { db, now } = queries
  const rows = await db
    .selectFrom('sessions')
    .leftJoin('admins', 'admins.account_id', 'sessions.account_id')
    .leftJoin('open_consoles', 'open_consoles.session_id', 'sessions.id')
    .leftJoin('credentials', 'credentials.id', 'sessions.credential_id')
    .leftJoin(
      (query) => query.selectFrom('recoveries').selectAll().where(isUndoable(queries)).as('arrival'),
      (join) => join.onRef('arrival.id', '=', 'credentials.recovery_id'),
    )
    .where('sessions.id', 'in', ids)
    .where('sessions.expires_at', '>', now)
    .select((row) => [
      'sessions.id',
      'admins.account_id as admin',
      'credentials.status',
      'arrival.created_at as undoable_since',
      row('credentials.probation_until', '>', now).as('on_probation'),
      isCalledOut().as('called_out'), // [R89]
      row('open_consoles.open_until', '>', now).as('open'),
      row.exists(grantSince()).as('granted_since'),
    ])
    .execute()
  return new Map(
    rows.map(({ id, admin, open, ...passkey }) => [
      id as SessionId,
      { admin: admin !== null, passkey: standingOf(passkey), open: Boolean(open) },
    ]),
  )
}

interface PasskeyRow {
  readonly status: string | null
  readonly undoable_since: number | null
  readonly on_probation: unknown
  readonly called_out: unknown
  readonly granted_since: unknown
}

/** Null if no passkey is known any more. */
function standingOf({ status, ...row }: PasskeyRow): AdminStanding['passkey'] {
  if (status === null) return null
  return {
    status: status as CredentialStatus,
    onProbation: Boolean(row.on_probation),
    undoableSince: row.undoable_since,
    calledOut: Boolean(row.called_out),
    grantedSince: Boolean(row.granted_since),
  }
}
