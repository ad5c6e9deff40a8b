import { expect } from 'chai'
import { setStatus } from '../support/set-status.ts'
import { LIMITS, setScene } from './recovery-scene.ts'
import { approvedBy, atOnce, entry, sampleCredential, sampleFacts } from './sql-samples.ts'
import type { OpenSqlUnderTest, SqlUnderTest } from './sql-under-test.ts'

/** A database of its own, because a sweep is over all accounts. */
export function describeSweep(open: OpenSqlUnderTest) {
  describe('the sweep', () => {
    let sql: SqlUnderTest
    beforeEach(async () => {
      sql = await open()
    })
    afterEach(() => sql.close())

    const lapsed = async () => {
      const scene = await setScene(sql.one)
      await scene.register()
      await scene.prove({ ...LIMITS, undoMs: 0 })
      return scene
    }

    it('[S70] removes what was not proven in time, and leaves the lost passkey as it was', async () => {
      const scene = await setScene(sql.one)
      await scene.register()
      expect(await sql.one.recoveries.sweep(LIMITS.unprovenMs)).to.include({ unproven: 0, retired: 0 })
      expect(await sql.one.recoveries.sweep(0)).to.include({ unproven: 1, retired: 0 })
      expect(await scene.status(scene.replacement.id)).to.equal('removed')
      expect(await scene.status(scene.lost)).to.equal('active')
      expect(await scene.state()).to.equal('ended')
      expect(await scene.actions()).to.deep.equal(['recovery-registered', 'recovery-lapsed'])
    })

    it('[S70] leaves nothing to prove, to repeat or to end', async () => {
      const scene = await setScene(sql.one)
      await scene.register()
      await sql.one.recoveries.sweep(0)
      expect(await scene.prove()).to.equal(null)
      expect(await scene.register()).to.equal('taken')
      expect(await scene.end(true)).to.deep.equal({ outcome: 'ended' })
      expect(await scene.state()).to.equal('ended')
    })

    it('[S129] lets others have their turn between two', async () => {
      for (let nth = 0; nth < 20; nth += 1) await (await setScene(sql.one)).register()
      let sweeping = true
      let turns = 0
      const swept = sql.one.recoveries.sweep(0).finally(() => {
        sweeping = false
      })
      while (sweeping) {
        turns += 1
        await new Promise(setImmediate)
      }
      expect(await swept).to.include({ unproven: 20, retired: 0 })
      expect(turns).to.be.above(15)
    })

    it('[S71] removes a lost passkey once the undo has lapsed, and never before', async () => {
      const early = await setScene(sql.one)
      await early.register()
      await early.prove()
      const late = await lapsed()
      expect(await sql.one.recoveries.sweep(LIMITS.unprovenMs)).to.include({ unproven: 0, retired: 1 })
      expect(await early.status(early.lost)).to.equal('suspended')
      expect(await late.status(late.lost)).to.equal('removed')
      expect((await late.actions()).at(-1)).to.equal('passkey-removed')
    })

    it('[S71] leaves a lost passkey that its owner restored, also when it is suspended again later', async () => {
      const { lost, status } = await lapsed()
      await setStatus(sql.run, lost, 'active')
      expect(await sql.one.recoveries.sweep(0)).to.include({ unproven: 0, retired: 0 })
      await setStatus(sql.run, lost, 'suspended')
      await sql.one.recoveries.sweep(0)
      expect(await status(lost)).to.equal('suspended')
    })

    it('[S72] keeps the lost passkey while the recovery is frozen', async () => {
      const scene = await setScene(sql.one)
      await scene.register()
      await scene.prove()
      await scene.freeze()
      await sql.run('update recoveries set undo_until = done_at - 1')
      expect(await sql.one.recoveries.sweep(0)).to.include({ unproven: 0, retired: 0 })
      expect(await scene.undo(true)).to.equal(true)
      expect(await scene.status(scene.lost)).to.equal('active')
    })

    it('[S74] keeps a passkey that was restored and lost again, until the undo of the later recovery lapsed', async () => {
      const first = await setScene(sql.one)
      await first.register()
      await first.prove()
      const { accountId, lost, kept } = first
      await setStatus(sql.run, lost, 'active')
      const facts = sampleFacts(accountId, {
        retiredId: lost,
        retireMode: 'lost',
        ...approvedBy(kept),
      })
      const replacement = sampleCredential(accountId)
      await sql.one.recoveries.register(facts, replacement, entry('recovery-registered', accountId))
      await sql.one.recoveries.prove(replacement.id, LIMITS, entry('recovery-proven', accountId))

      const lapse = (recoveryId: string) =>
        sql.run(`update recoveries set undo_until = done_at - 1 where id = '${recoveryId}'`)
      await lapse(first.recoveryId)
      expect(await sql.one.recoveries.sweep(LIMITS.unprovenMs)).to.include({ unproven: 0, retired: 0 })
      expect(await first.status(lost)).to.equal('suspended')
      await lapse(facts.id)
      expect(await sql.one.recoveries.sweep(LIMITS.unprovenMs)).to.include({ unproven: 0, retired: 1 })
      expect(await first.status(lost)).to.equal('removed')
    })

    it('[S73] counts each passkey once, when 10 nodes sweep at once', async () => {
      for (let count = 0; count < 3; count += 1) {
        await lapsed()
        await (await setScene(sql.one)).register()
      }
      const sweeps = await atOnce([sql.one, sql.other], 10, ({ recoveries }) => recoveries.sweep(0))
      expect(sweeps.reduce((sum, { unproven }) => sum + unproven, 0)).to.equal(3)
      expect(sweeps.reduce((sum, { retired }) => sum + retired, 0)).to.equal(3)
    })
  })
}
