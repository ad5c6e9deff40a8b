import { expect } from 'chai'
import type { PendingChallenge, StoredChallenge } from '../../server/passkeys/challenge-store.ts'
import type { SessionId } from '../../shared/ids.ts'
import { atOnce, newAccountId, randomText, withClockAhead } from './sql-samples.ts'
import type { OpenSqlUnderTest, SqlUnderTest } from './sql-under-test.ts'

const MINUTE = 60_000

export function describeChallengeStore(name: string, open: OpenSqlUnderTest) {
  describe(`challenge store: ${name}`, () => {
    let sql: SqlUnderTest
    before(async () => {
      sql = await open()
    })
    after(() => sql.close())

    const put = async (ttlMs: number, changes: Partial<PendingChallenge> = {}) => {
      const challenge: PendingChallenge = {
        id: randomText(),
        ceremony: 'sign-in',
        challenge: randomText(32),
        sessionId: null,
        accountId: null,
        data: '{}',
        ...changes,
      }
      await sql.one.challenges.put(challenge, ttlMs)
      return challenge
    }
    const asPut = (found: StoredChallenge | null) => {
      if (!found) return null
      const { createdAt: _beginning, expiresAt: _end, ...challenge } = found
      return challenge
    }

    it('[S10] gives a challenge back as it was put, and then never again', async () => {
      const challenge = await put(MINUTE, {
        ceremony: 'step-up',
        sessionId: randomText<SessionId>(),
        accountId: newAccountId(),
        data: '{"for":"remove"}',
      })
      expect(asPut(await sql.other.challenges.take(challenge.id))).to.deep.equal(challenge)
      expect(await sql.one.challenges.take(challenge.id)).to.equal(null)
    })

    it('[S10] gives it to exactly one of 50 that take it at once', async () => {
      const challenge = await put(MINUTE)
      const taken = await atOnce([sql.one, sql.other], 50, ({ challenges }) => challenges.take(challenge.id))
      expect(taken.filter((each) => each !== null).map(asPut)).to.deep.equal([challenge])
    })

    it('[S11] gives nothing once its time ran out', async () => {
      const { id } = await put(0)
      expect(await sql.one.challenges.find(id)).to.equal(null)
      expect(await sql.one.challenges.take(id)).to.equal(null)
    })

    it('[S11] goes by the clock of the database, not by that of the node', async () => {
      const challenge = await put(MINUTE)
      const taken = await withClockAhead(() => sql.one.challenges.take(challenge.id))
      expect(asPut(taken)).to.deep.equal(challenge)
      const { id } = await withClockAhead(() => put(0))
      expect(await sql.one.challenges.take(id)).to.equal(null)
    })

    it('[S12] looks without taking', async () => {
      const challenge = await put(MINUTE)
      expect(asPut(await sql.other.challenges.find(challenge.id))).to.deep.equal(challenge)
      expect(asPut(await sql.one.challenges.take(challenge.id))).to.deep.equal(challenge)
      expect(await sql.one.challenges.find(challenge.id)).to.equal(null)
    })

    it('[S13] forgets what ran out, and nothing else', async () => {
      const live = await put(MINUTE, { ceremony: 'invite' })
      const { id } = await put(0, { ceremony: 'invite' })
      await sql.one.forget({ auditMs: 30 * 86_400_000 })
      const kept = sql.database.db.selectFrom('challenges').select('id').where('id', 'in', [live.id, id])
      expect(await kept.execute()).to.deep.equal([{ id: live.id }])
    })
  })
}
