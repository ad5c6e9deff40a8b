import { expect } from 'chai'
import type { CredentialId } from '../../shared/ids.ts'
import type { RetireMode } from '../../shared/recovery.ts'
import { LIMITS, setScene } from './recovery-scene.ts'
import { approvedBy, atOnce, codeOf, doingOf, entry, sampleCredential, sampleFacts } from './sql-samples.ts'
import type { OpenSqlUnderTest, SqlUnderTest } from './sql-under-test.ts'

export function describeLast(open: OpenSqlUnderTest) {
  describe('the last passkey past its probation', () => {
    let sql: SqlUnderTest
    before(async () => {
      sql = await open()
    })
    after(() => sql.close())

    /** Two passkeys, each of which approved that the other be retired. */
    async function crosswise(retireMode: RetireMode) {
      const scene = await setScene(sql.one, { retireMode })
      const { accountId, kept, lost } = scene
      const facts = sampleFacts(accountId, { ...approvedBy(lost), retiredId: kept, retireMode })
      const replacement = sampleCredential(accountId)
      const second = {
        register: (by = sql.one) =>
          by.recoveries.register(facts, replacement, entry('recovery-registered', accountId)),
        prove: (by = sql.one) =>
          by.recoveries.prove(replacement.id, LIMITS, entry('recovery-proven', accountId)),
      }
      const older = async () => [await scene.status(kept), await scene.status(lost)]
      const times = async (wanted: string) =>
        (await scene.actions()).filter((action) => action === wanted).length
      return { ...scene, second, older, times, fresh: [scene.replacement.id, replacement.id] }
    }

    it('[S46] is kept when the new one is proven, with its sessions, and the new one is active all the same', async () => {
      const { second, register, prove, kept, lost, fresh, status, signIn, live, approving, actions } =
        await crosswise('lost')
      await register()
      await second.register()
      const session = await signIn(kept)
      expect(await prove()).not.to.equal(null)
      expect(await status(lost)).to.equal('suspended')
      expect(await second.prove()).to.deep.include({ endedSessions: [] })
      expect(await status(kept)).to.equal('active')
      for (const id of fresh) expect(await status(id)).to.equal('active')
      expect(await live()).to.have.members([approving, session.id])
      expect((await actions()).slice(-2)).to.deep.equal(['passkey-kept', 'recovery-proven'])
    })

    it('[S46] stays when two approvals that retire each other’s are proven at once, in 20 races', async () => {
      await atOnce([sql.one, sql.other], 20, async (stores, turn) => {
        const { second, register, prove, older, times } = await crosswise('lost')
        const rival = stores === sql.one ? sql.other : sql.one
        await register()
        await second.register()
        const racers = [() => prove(LIMITS, stores), () => second.prove(rival)]
        if (turn % 4 > 1) racers.reverse()
        for (const proven of await Promise.all(racers.map((racer) => racer())))
          expect(proven).not.to.equal(null)
        expect(await older()).to.have.members(['active', 'suspended'])
        expect(await times('passkey-kept')).to.equal(1)
      })
    })

    it('[S46] stays when they call each other’s stolen and register at once, in 20 races', async () => {
      await atOnce([sql.one, sql.other], 20, async (stores, turn) => {
        const { second, register, older } = await crosswise('stolen')
        const rival = stores === sql.one ? sql.other : sql.one
        const racers = [() => register(stores), () => second.register(rival)]
        if (turn % 4 > 1) racers.reverse()
        const outcomes = await Promise.all(racers.map((racer) => racer()))
        expect(outcomes).to.have.members(['registered', 'approver-gone'])
        expect(await older()).to.have.members(['active', 'suspended'])
      })
    })

    it('[S16] is not suspended, and nothing else when it is not active', async () => {
      const { accountId, kept, lost, status, times } = await crosswise('stolen')
      const stolen = async (by: CredentialId, on: CredentialId) =>
        codeOf(await sql.one.acts.reportStolen({ ...doingOf(accountId, by), on }))
      expect(await stolen(kept, lost)).to.equal(null)
      expect(await stolen(lost, kept)).to.equal('step_up_refused')
      expect(await stolen(kept, kept)).to.equal('last_passkey')
      expect(await status(kept)).to.equal('active')
      expect(await times('passkey-suspended')).to.equal(1)
    })

    it('[S16] one on probation does not count, and one past it does', async () => {
      const { accountId, kept, lost, second, fresh, status } = await crosswise('lost')
      await second.register()
      await second.prove()
      expect(await status(kept)).to.equal('suspended')
      const suspend = async () =>
        codeOf(await sql.one.acts.reportStolen({ ...doingOf(accountId, lost), on: lost }))
      expect(await suspend()).to.equal('last_passkey')
      await sql.run(`update credentials set probation_until = created_at where id = '${fresh[1]}'`)
      expect(await suspend()).to.equal(null)
    })

    it('[S16] stays when all are suspended at once, in 20 races', async () => {
      await atOnce([sql.one, sql.other], 20, async (stores) => {
        const { accountId, kept, lost, older } = await crosswise('stolen')
        const rival = stores === sql.one ? sql.other : sql.one
        const outcomes = await Promise.all([
          stores.acts.reportStolen({ ...doingOf(accountId, kept), on: lost }),
          rival.acts.reportStolen({ ...doingOf(accountId, lost), on: kept }),
        ])
        expect(outcomes.map(codeOf)).to.have.members([null, 'step_up_refused'])
        expect(await older()).to.have.members(['active', 'suspended'])
      })
    })
  })
}
