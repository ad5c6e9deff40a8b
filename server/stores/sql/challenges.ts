import type { Selectable } from 'kysely'
import type { AccountId, SessionId } from '../../../shared/ids.ts'
import type { Ceremony, ChallengeStore, PendingChallenge } from '../../ports/challenge-store.ts'
import type { Database } from './database.ts'
import type { Tables } from './tables.ts'

/** WebAuthn challenges in SQL. */
export function createChallengeStore({ db, now }: Database): ChallengeStore {
  return {
    put: async (pending, ttlMs) => {
      await db
        .insertInto('challenges')
        .values((row) => ({
          id: pending.id,
          ceremony: pending.ceremony,
          challenge: pending.challenge,
          session_id: pending.sessionId,
          account_id: pending.accountId,
          data: pending.data,
          expires_at: row(now, '+', ttlMs),
        }))
        .execute()
    },
    take: async (id) => {
      const row = await db
        .deleteFrom('challenges')
        .where('id', '=', id)
        .where('expires_at', '>', now)
        .returningAll()
        .executeTakeFirst()
      return row ? toPending(row) : null
    },
    find: async (id) => {
      const row = await db
        .selectFrom('challenges')
        .selectAll()
        .where('id', '=', id)
        .where('expires_at', '>', now)
        .executeTakeFirst()
      return row ? toPending(row) : null
    },
  }
}

function toPending(row: Selectable<Tables['challenges']>): PendingChallenge {
  return {
    id: row.id,
    ceremony: row.ceremony as Ceremony,
    challenge: row.challenge,
    sessionId: row.session_id as SessionId | null,
    accountId: row.account_id as AccountId | null,
    data: row.data,
  }
}
