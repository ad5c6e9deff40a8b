import { setImmediate as turn } from 'node:timers/promises'
import { expect } from 'chai'
import type { AccountId, CredentialId, RecoveryId } from '../../shared/ids.ts'
import { entry, newAccountId, randomText } from './sql-samples.ts'
import type { OpenSqlUnderTest, SqlUnderTest } from './sql-under-test.ts'

const DAY = 86_400_000
const KEPT = { auditMs: 30 * DAY }

export function describeForgetting(name: string, open: OpenSqlUnderTest) {
  describe(`what SQL forgets: ${name}`, () => {
    let sql: SqlUnderTest
    before(async () => {
      sql = await open()
    })
    after(() => sql.close())

    async function write(accountId: AccountId, times: number): Promise<void> {
      for (let nth = 0; nth < times; nth += 1) await sql.one.audit.append(entry('signed-in', accountId))
    }

    const age = (accountId: AccountId, days: number) =>
      sql.run(`update audit set at = at - ${days * DAY} where account_id = '${accountId}'`)

    const left = async (accountId: AccountId) => (await sql.one.audit.list(accountId, 5_000)).length

    it('[S120] forgets entries of the audit when their days are over, and no younger ones', async () => {
      const [old, young, now] = [newAccountId(), newAccountId(), newAccountId()]
      await write(old, 600)
      await write(young, 3)
      await write(now, 3)
      await age(old, 31)
      await age(young, 29)
      await sql.one.forget(KEPT)
      expect([await left(old), await left(young), await left(now)]).to.deep.equal([0, 3, 3])
    })

    it('[A159] goes on where something can’t be forgotten, and tells of it at the end', async () => {
      const old = newAccountId()
      await write(old, 3)
      await age(old, 31)
      await sql.run('alter table challenges rename to challenges_away')
      const forgotten = await sql.one.forget(KEPT).then(
        () => 'all',
        (err: unknown) => String(err),
      )
      await sql.run('alter table challenges_away rename to challenges')
      expect(forgotten).to.match(/challenges/)
      expect(await left(old)).to.equal(0)
    })

    it('[S173] comes to an end while others go on running out', async () => {
      let ended = false
      const forgetting = sql.one.forget(KEPT).finally(() => {
        ended = true
      })
      // Each of these has run out when it comes. They keep on coming for much longer than it needs.
      for (const until = performance.now() + 5_000; !ended && performance.now() < until; await turn()) {
        const row = {
          id: randomText(),
          ceremony: 'sign-in',
          challenge: '',
          data: '',
          created_at: 0,
          expires_at: 0,
        }
        await sql.database.db
          .insertInto('challenges')
          .values({ ...row, session_id: null, account_id: null })
          .execute()
      }
      expect(ended).to.equal(true)
      await forgetting
    })

    it('[S121] forgets recoveries that are over, and none that something can still come of', async () => {
      const states = ['ended', 'undone', 'done', 'settled', 'frozen', 'registered'] as const
      const insert = async (state: (typeof states)[number], days: number) => {
        const id = randomText<RecoveryId>()
        await sql.database.db
          .insertInto('recoveries')
          .values({
            id,
            account_id: newAccountId(),
            method: 'pairing',
            proofs: '[]',
            approved_by: null,
            state: state === 'settled' ? 'done' : state,
            cause: null,
            credential_id: randomText<CredentialId>(),
            retired_id: null,
            retire_mode: null,
            end_other_sessions: 0,
            requester: '{}',
            created_at: Date.now() - days * DAY,
            settled: Number(state === 'settled'),
          })
          .execute()
        return id
      }
      const old = await Promise.all(states.map((state) => insert(state, 31)))
      const young = await Promise.all(states.map((state) => insert(state, 29)))
      await sql.one.forget(KEPT)
      const found = await Promise.all([...old, ...young].map((id) => sql.one.recoveries.find(id)))
      const kept = found.flatMap((row) => (row ? [row.state] : []))
      expect(kept.slice(0, 3)).to.deep.equal(['done', 'frozen', 'registered'])
      expect(kept).to.have.length(3 + states.length)
    })

    it('[S122] lets others have their turn between small batches, and stops between two', async () => {
      const accountId = newAccountId()
      await write(accountId, 2_000)
      await age(accountId, 31)
      const stop = new AbortController()
      stop.abort()
      await sql.one.forget(KEPT, stop.signal)
      expect(await left(accountId)).to.equal(2_000)
      // It is stopped as soon as anybody sees that it began: what is left then was left for another batch.
      const later = new AbortController()
      const forgotten = sql.one.forget(KEPT, later.signal)
      while ((await left(accountId)) === 2_000) await new Promise(setImmediate)
      later.abort()
      await forgotten
      expect(await left(accountId)).to.be.within(1, 1_999)
      await sql.one.forget(KEPT)
      expect(await left(accountId)).to.equal(0)
    })
  })
}
