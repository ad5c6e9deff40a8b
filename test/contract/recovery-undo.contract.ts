import { expect } from 'chai'
import { approvalOf } from '../../server/recovery/recovery.ts'
import { setStatus } from '../support/set-status.ts'
import { LIMITS, setScene } from './recovery-scene.ts'
import {
  addition,
  atOnce,
  doingOf,
  entry,
  givePasskey,
  newAccountId,
  sampleCredential,
  withClockAhead,
} from './sql-samples.ts'
import type { OpenSqlUnderTest, SqlUnderTest } from './sql-under-test.ts'

export function describeUndo(open: OpenSqlUnderTest) {
  describe('the undo', () => {
    let sql: SqlUnderTest
    before(async () => {
      sql = await open()
    })
    after(() => sql.close())

    const done = async (limits = LIMITS) => {
      const scene = await setScene(sql.one)
      await scene.register()
      await scene.prove(limits)
      return scene
    }
    const frozen = async () => {
      const scene = await done()
      await scene.freeze()
      return scene
    }

    it('[S60] freezes the new passkey and ends its sessions, and no others', async () => {
      const scene = await done()
      const ofNew = await scene.signIn(scene.replacement.id)
      expect(await scene.freeze(sql.other)).to.deep.equal({ endedSessions: [ofNew.id] })
      expect(await scene.status(scene.replacement.id)).to.equal('frozen')
      expect(await scene.state()).to.equal('frozen')
      expect(await scene.live()).to.deep.equal([scene.approving])
      expect((await scene.signIn(scene.replacement.id)).begun).to.equal(false)
      expect((await scene.actions()).at(-1)).to.equal('recovery-frozen')
    })

    it('[S60] freezes exactly once of 20 times at once', async () => {
      const scene = await done()
      const freezes = await atOnce([sql.one, sql.other], 20, (stores) => scene.freeze(stores))
      expect(freezes.filter((freeze) => freeze !== null)).to.have.length(1)
    })

    it('[S61] has nothing to freeze before it is proven, after the undo has lapsed, or for another account', async () => {
      const registered = await setScene(sql.one)
      await registered.register()
      expect(await registered.freeze()).to.equal(null)
      expect(await (await done({ ...LIMITS, undoMs: 0 })).freeze()).to.equal(null)
      const { recoveryId, state } = await done()
      const stranger = newAccountId()
      const theirs = sampleCredential(stranger)
      await givePasskey(sql.one, theirs)
      expect(await sql.one.recoveries.freeze(doingOf(stranger, theirs.id), recoveryId)).to.equal(null)
      expect(await state()).to.equal('done')
    })

    it('[S62] lifts a freeze, so that the new passkey works again and the undo is still open', async () => {
      const scene = await frozen()
      expect(await scene.lift()).to.equal(true)
      expect(await scene.status(scene.replacement.id)).to.equal('active')
      expect(await scene.lift()).to.equal(false)
      expect(await scene.freeze()).not.to.equal(null)
    })

    it('[S62] does not wake a passkey that its owner suspended before the freeze', async () => {
      const scene = await done()
      const { replacement } = scene
      await setStatus(sql.run, replacement.id, 'suspended')
      await scene.freeze()
      await scene.lift()
      expect(await scene.status(replacement.id)).to.equal('suspended')
    })

    it('[S63] sets the new passkey aside and makes the lost one active again', async () => {
      const scene = await frozen()
      expect(await scene.undo(true)).to.equal(true)
      const undone = await sql.other.credentials.find(scene.replacement.id)
      expect(undone).to.include({ status: 'suspended', suspendedBy: scene.kept })
      expect(undone?.leavesAt).to.equal(undone!.suspendedAt! + LIMITS.undoMs)
      expect(await scene.status(scene.lost)).to.equal('active')
      expect(await scene.state()).to.equal('undone')
      expect((await scene.actions()).slice(-2)).to.deep.equal(['passkey-restored', 'recovery-undone'])
    })

    it('[S63] leaves the lost passkey suspended when it is not to be restored', async () => {
      const scene = await frozen()
      expect(await scene.undo(false)).to.equal(true)
      expect(await scene.status(scene.lost)).to.equal('suspended')
    })

    it('[S63] undoes nothing that is not frozen', async () => {
      const scene = await done()
      expect(await scene.undo(true)).to.equal(false)
      expect(await scene.status(scene.replacement.id)).to.equal('active')
    })

    it('[S64] lifts or undoes, never both, in 40 races', async () => {
      const races = await atOnce([sql.one, sql.other], 40, async (stores, turn) => {
        const scene = await frozen()
        const rival = stores === sql.one ? sql.other : sql.one
        const racers = [() => scene.lift(stores), () => scene.undo(true, rival)]
        if (turn % 4 > 1) racers.reverse()
        return { scene, won: await Promise.all(racers.map((racer) => racer())) }
      })
      for (const { scene, won } of races) {
        expect(won).to.have.members([true, false])
        const undone = (await scene.state()) === 'undone'
        expect(await scene.status(scene.replacement.id)).to.equal(undone ? 'suspended' : 'active')
        expect(await scene.status(scene.lost)).to.equal(undone ? 'active' : 'suspended')
      }
    })

    it('[S65] offers what is done or frozen, and nothing that came to its end', async () => {
      const scene = await done()
      const offered = async () =>
        (await sql.other.recoveries.toTell(scene.accountId)).undoable.map(({ state }) => state)
      expect(await offered()).to.deep.equal(['done'])
      await scene.freeze()
      await sql.run(`update recoveries set undo_until = done_at - 1 where id = '${scene.recoveryId}'`)
      expect(await offered()).to.deep.equal(['frozen'])
      await scene.lift()
      expect(await offered()).to.deep.equal(['done'])
      await sql.run(`update recoveries set undo_until = done_at - 1 where id = '${scene.recoveryId}'`)
      expect(await offered()).to.deep.equal([])
    })

    it('[S15] a passkey says since when what brought it can be undone, and one that it added says that of itself', async () => {
      const scene = await setScene(sql.one)
      await scene.register()
      const [fresh, added] = [scene.replacement.id, sampleCredential(scene.accountId)]
      const since = async (id = fresh) => (await sql.other.credentials.find(id))?.undoableSince
      expect(await since()).to.equal(null)
      await scene.prove()
      await sql.run(`update credentials set probation_until = 0 where id = '${fresh}'`)
      const arrival = addition(fresh)
      await sql.one.credentials.add(added, arrival, entry('passkey-added', scene.accountId))
      const { createdAt } = (await sql.one.recoveries.find(scene.recoveryId))!
      expect(await since(fresh)).to.equal(createdAt)
      const { createdAt: addedAt, ...arrived } = (await sql.other.recoveries.find(arrival.id))!
      expect(await since(added.id)).to.equal(addedAt)
      expect(arrived).to.include({ method: 'added', state: 'done' })
      expect(approvalOf(arrived!)?.credentialId).to.equal(fresh)
      expect(await since(scene.kept)).to.equal(null)
      expect(await withClockAhead(since)).to.equal(createdAt)
      await scene.freeze()
      await sql.run(`update recoveries set undo_until = done_at where id = '${scene.recoveryId}'`)
      expect(await since()).to.equal(createdAt)
      await scene.lift()
      expect(await since(fresh)).to.equal(createdAt)
      await sql.run(`update recoveries set undo_until = done_at where id = '${scene.recoveryId}'`)
      expect(await since(fresh)).to.equal(null)
      expect(await since(added.id)).to.equal(addedAt)
    })
  })
}
