import type { Selectable } from 'kysely'
import type { AccountId, CredentialId, SessionId } from '../../../shared/ids.ts'
import { MOST_SESSIONS } from '../../passkeys/caps.ts'
import type { NewSession, Session } from '../../sessions/session.ts'
import type { BegunInSql, CounterWentBack, SessionStore } from '../../sessions/session-store.ts'
import { writeAudit } from './audit.ts'
import { builtOnce } from './built-once.ts'
import type { Database, Queries } from './database.ts'
import { endSessionsBy } from './end-sessions-by.ts'
import { createNoteUse, isUnseen } from './note-session-use.ts'
import { changeByUse, type NotedUse } from './note-use.ts'
import type { Tables } from './tables.ts'

const endByToken = builtOnce(({ db, now }, { tokenHash }: { tokenHash: string }) =>
  db.deleteFrom('sessions').where('token_hash', '=', tokenHash).where('expires_at', '>', now).returningAll(),
)

function live({ db, now }: Queries, ids: readonly string[]) {
  return db.selectFrom('sessions').select('id').where('id', 'in', ids).where('expires_at', '>', now)
}
const liveOne = builtOnce((queries, { id }: { id: string }) => live(queries, [id]))

/** Sessions in SQL. */
export function createSessionStore(database: Database): SessionStore {
  const { db, now, transact } = database
  const noteUse = createNoteUse(database)
  return {
    create: (session, lifetimeMs, audit, use) =>
      transact<BegunInSql | CounterWentBack | null>(async (tx, rollBack) => {
        const active = await changeByUse(tx, use, (noted) =>
          (noted ? noteUseOfActive : noteSignIn)(tx, { ...ownerOf(session), ...noted }),
        )
        if (active !== true) return rollBack(active || null)
        await insertSession(tx, session, lifetimeMs)
        await writeAudit(tx, audit)
        return { endedSessions: await endBeyondMost(tx, session) }
      }),
    findByTokenHash: async (tokenHash) => {
      const row = await db
        .selectFrom('sessions')
        .selectAll()
        .select(isUnseen(database).as('unseen'))
        .where('token_hash', '=', tokenHash)
        .where('expires_at', '>', now)
        .executeTakeFirst()
      if (row?.unseen) noteUse(row.id)
      return row ? toSession(row) : null
    },
    list: async (accountId, most) => {
      const rows = await db
        .selectFrom('sessions')
        .selectAll()
        .where('account_id', '=', accountId)
        .where('expires_at', '>', now)
        .orderBy('last_seen_at', 'desc')
        .orderBy('id')
        .limit(most)
        .execute()
      return rows.map(toSession)
    },
    end: (tokenHash, audit) =>
      transact(async (tx) => {
        const [row] = await endByToken(tx, { tokenHash })
        if (!row) return null
        const ended = toSession(row)
        await writeAudit(tx, audit(ended))
        return ended
      }),
    endBy: (...details) => endSessionsBy(database, ...details),
    liveAmong: async (ids) => {
      if (ids.length === 0) return new Set()
      const [id, ...others] = ids
      const rows =
        id && others.length === 0 ? await liveOne(database, { id }) : await live(database, ids).execute()
      return new Set(rows.map((row) => row.id as SessionId))
    },
  }
}

const ownerOf = ({ credentialId, accountId }: NewSession) => ({ credentialId, accountId })

/**
 * Locks the passkey's row. So a suspension of the passkey is complete either before this session, which is then
 * refused, or after it, and then ends it.
 */
const noting = (counts: boolean) =>
  builtOnce(
    (
      { db, now },
      { credentialId, accountId, counter, backedUp, below }: ReturnType<typeof ownerOf> & Partial<NotedUse>,
    ) => {
      const active = db
        .updateTable('credentials')
        .set({ last_used_at: now })
        .where('id', '=', credentialId)
        .where('account_id', '=', accountId)
        .where('status', '=', 'active')
        .returning('id')
      if (!counts || below === undefined) return active
      return active.set({ counter, backed_up: backedUp }).where('counter', '<', below)
    },
  )
const noteSignIn = noting(false)
const noteUseOfActive = noting(true)

const insert = builtOnce(
  ({ db, now }, { lifetimeMs, ...row }: ReturnType<typeof toRow> & { lifetimeMs: number }) =>
    db
      .insertInto('sessions')
      .values((of) => ({ ...row, created_at: now, last_seen_at: now, expires_at: of(now, '+', lifetimeMs) })),
)

/** Stores a session that begins now and lasts `lifetimeMs`. The caller has checked that it may begin. */
export async function insertSession(
  queries: Queries,
  session: NewSession,
  lifetimeMs: number,
): Promise<void> {
  await insert(queries, { ...toRow(session), lifetimeMs })
}

function toRow(session: NewSession) {
  return {
    id: session.id,
    account_id: session.accountId,
    token_hash: session.tokenHash,
    credential_id: session.credentialId,
    device: session.device,
    network: session.network,
  }
}

/** Ends the oldest sessions of the same passkey, to make room, and none of others. */
async function endBeyondMost({ db, now }: Queries, { id, credentialId }: NewSession): Promise<SessionId[]> {
  const rows = await db
    .selectFrom('sessions')
    .select('id')
    .where('credential_id', '=', credentialId)
    .where('expires_at', '>', now)
    .where('id', '!=', id)
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .execute()
  const over = rows.slice(MOST_SESSIONS - 1).map((row) => row.id as SessionId)
  if (over.length > 0) await db.deleteFrom('sessions').where('id', 'in', over).execute() // [S140]
  return over
}

function toSession(row: Selectable<Tables['sessions']>): Session {
  return {
    id: row.id as SessionId,
    accountId: row.account_id as AccountId,
    tokenHash: row.token_hash,
    credentialId: row.credential_id as CredentialId,
    device: row.device,
    network: row.network,
    createdAt: row.created_at,
    lastSeenAt: row.last_seen_at,
    expiresAt: row.expires_at,
  }
}
