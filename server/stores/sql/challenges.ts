import type { Selectable } from 'kysely'
import type { AccountId, SessionId } from '../../../shared/ids.ts'
import { MOST_OFFERS } from '../../passkeys/caps.ts'
import type {
  Ceremony,
  ChallengeStore,
  InviteId,
  PendingChallenge,
  StoredChallenge,
} from '../../passkeys/challenge-store.ts'
import { builtOnce } from './built-once.ts'
import type { Database, Queries } from './database.ts'
import type { Tables } from './tables.ts'

const put = builtOnce(({ db, now }, { ttlMs, ...pending }: ReturnType<typeof toRow> & { ttlMs: number }) =>
  db
    .insertInto('challenges')
    .values((row) => ({ ...pending, created_at: now, expires_at: row(now, '+', ttlMs) }))
    .returning((row) =>
      row
        .selectFrom('challenges as known')
        .whereRef('known.session_id', '=', 'challenges.session_id')
        .select(({ fn }) => fn.countAll<number>().as('known'))
        .as('of_session'),
    ),
)

const take = builtOnce(({ db, now }, { id }: { id: string }) =>
  db.deleteFrom('challenges').where('id', '=', id).where('expires_at', '>', now).returningAll(),
)

/** WebAuthn challenges in SQL. */
export function createChallengeStore(database: Database): ChallengeStore {
  const { db, now } = database
  return {
    put: async (pending, ttlMs) => {
      const [row] = await put(database, { ...toRow(pending), ttlMs })
      // Some that are put at the same moment are not counted, so from half on it looks again.
      const hasMany = Number(row?.of_session ?? 0) > MOST_OFFERS / 2
      if (pending.sessionId && hasMany) await forgetBeyondMost(database, pending.sessionId) // [S143]
    },
    take: async (id) => {
      const [row] = await take(database, { id })
      return row ? toStored(row) : null
    },
    find: async (id) => {
      const row = await db
        .selectFrom('challenges')
        .selectAll()
        .where('id', '=', id)
        .where('expires_at', '>', now)
        .executeTakeFirst()
      return row ? toStored(row) : null
    },
  }
}

/** Spends an invite in the transaction of the account that is made with it. False if there is none that is good. */
export async function spendInvite({ db, now }: Queries, id: InviteId): Promise<boolean> {
  const spent = await db
    .deleteFrom('challenges')
    .where('id', '=', id)
    .where('ceremony', '=', 'invite')
    .where('expires_at', '>', now)
    .returning('id')
    .executeTakeFirst()
  return spent !== undefined
}

const ofSession = builtOnce(({ db }, { sessionId }: { sessionId: SessionId }) =>
  db
    .selectFrom('challenges')
    .select('id')
    .where('session_id', '=', sessionId)
    .orderBy('created_at', 'desc')
    .orderBy('id'),
)

/** A session that begins more and more ceremonies cancels only its own. */
async function forgetBeyondMost(database: Database, sessionId: SessionId): Promise<void> {
  const newest = await ofSession(database, { sessionId })
  const over = newest.slice(MOST_OFFERS).map(({ id }) => id)
  if (over.length > 0) await database.db.deleteFrom('challenges').where('id', 'in', over).execute()
}

function toRow({ id, ceremony, challenge, sessionId, accountId, data }: PendingChallenge) {
  return { id, ceremony, challenge, session_id: sessionId, account_id: accountId, data }
}

function toStored(row: Selectable<Tables['challenges']>): StoredChallenge {
  return {
    id: row.id,
    ceremony: row.ceremony as Ceremony,
    challenge: row.challenge,
    sessionId: row.session_id as SessionId | null,
    accountId: row.account_id as AccountId | null,
    data: row.data,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
  }
}
