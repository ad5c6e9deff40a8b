import { type Expression, expressionBuilder, type Selectable } from 'kysely'
import type { AccountId, SessionId } from '../../../shared/ids.ts'
import { MOST_OFFERS } from '../../passkeys/caps.ts'
import type {
  Ceremony,
  ChallengeStore,
  PendingChallenge,
  StoredChallenge,
} from '../../passkeys/challenge-store.ts'
import type { Database } from './database.ts'
import type { Tables } from './tables.ts'

/** WebAuthn challenges in SQL. */
export function createChallengeStore({ db, now }: Database): ChallengeStore {
  const insert = async (
    pending: PendingChallenge,
    createdAt: number | Expression<number>,
    expiresAt: number | Expression<number>,
  ) => {
    const { id, ceremony, challenge, sessionId, accountId, data } = pending
    const owner = { session_id: sessionId, account_id: accountId }
    const times = { created_at: createdAt, expires_at: expiresAt }
    await db
      .insertInto('challenges')
      .values({ id, ceremony, challenge, ...owner, data, ...times })
      .execute()
  }
  return {
    put: async (pending, ttlMs) => {
      await insert(pending, now, expressionBuilder<Tables, never>()(now, '+', ttlMs))
      if (pending.sessionId) await forgetBeyondMost(db, pending.sessionId) // [S143]
    },
    putBack: (taken) => insert(taken, taken.createdAt, taken.expiresAt),
    take: async (id) => {
      const row = await db
        .deleteFrom('challenges')
        .where('id', '=', id)
        .where('expires_at', '>', now)
        .returningAll()
        .executeTakeFirst()
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

/** A session that begins more and more ceremonies cancels only its own. */
async function forgetBeyondMost(db: Database['db'], sessionId: SessionId): Promise<void> {
  const newest = db
    .selectFrom('challenges')
    .select('id')
    .where('session_id', '=', sessionId)
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .limit(MOST_OFFERS)
  await db
    .deleteFrom('challenges')
    .where('session_id', '=', sessionId)
    .where('id', 'not in', newest)
    .execute()
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
