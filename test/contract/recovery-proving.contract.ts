import { expect } from 'chai'
import type { SessionBeginning } from '../../server/sessions/session-store.ts'
import { setStatus } from '../support/set-status.ts'
import { LIMITS, setScene } from './recovery-scene.ts'
import { atOnce, entry, sampleSession, withClockAhead } from './sql-samples.ts'
import type { OpenSqlUnderTest, SqlUnderTest } from './sql-under-test.ts'

export function describeProving(open: OpenSqlUnderTest) {
  describe('the proof by sign-in', () => {
    let sql: SqlUnderTest
    before(async () => {
      sql = await open()
    })
    after(() => sql.close())

    const registered = async (changes: Parameters<typeof setScene>[1] = {}, counter = 0) => {
      const scene = await setScene(sql.one, changes)
      await scene.register(sql.one, { ...scene.replacement, counter })
      return scene
    }

    const signingIn = ({ accountId, replacement }: Awaited<ReturnType<typeof setScene>>, counter = 0) => {
      const session = sampleSession(accountId, replacement.id)
      const use = {
        counter,
        backedUp: true,
        mayGoBack: false,
        wentBack: entry('counter-regressed', accountId),
      }
      const beginning: SessionBeginning = [session, 60_000, entry('signed-in', accountId), use]
      return { session, beginning }
    }

    it('[S40] makes the new passkey active and on probation, suspends the lost one, and is done', async () => {
      const scene = await registered()
      const proven = await scene.prove()
      expect(proven?.recovery).to.include({ state: 'done', credentialId: scene.replacement.id })
      const fresh = await sql.other.credentials.find(scene.replacement.id)
      expect(fresh).to.include({ status: 'active', onProbation: true })
      const doneAt = proven?.recovery.doneAt ?? 0
      expect(doneAt).to.be.within(Date.now() - 60_000, Date.now() + 1)
      expect(fresh?.probationUntil).to.be.within(
        doneAt + LIMITS.probationMs,
        Date.now() + LIMITS.probationMs + 1,
      )
      expect(proven?.recovery.undoUntil).to.be.within(doneAt + LIMITS.undoMs - 1, doneAt + LIMITS.undoMs + 1)
      expect(await scene.status(scene.lost)).to.equal('suspended')
      expect(await scene.actions()).to.deep.equal([
        'recovery-registered',
        'passkey-suspended',
        'recovery-proven',
      ])
    })

    it('[S40] puts nobody on a probation of no length', async () => {
      const scene = await registered()
      await scene.prove({ ...LIMITS, probationMs: 0 })
      expect((await sql.one.credentials.find(scene.replacement.id))?.onProbation).to.equal(false)
    })

    it('[S40] suspends nothing when nothing was lost', async () => {
      const scene = await registered({ retiredId: null, retireMode: null })
      const other = await scene.signIn(scene.kept)
      expect((await scene.prove())?.endedSessions).to.deep.equal([])
      expect(await scene.status(scene.lost)).to.equal('active')
      expect(await scene.live()).to.have.members([scene.approving, other.id])
    })

    it('[S202] begins the session of its sign-in, with its audit entry', async () => {
      const scene = await registered()
      const { beginning, session } = signingIn(scene)
      await scene.prove(LIMITS, sql.one, beginning)
      expect(await scene.live()).to.have.members([scene.approving, session.id])
      expect((await sql.other.sessions.findByTokenHash(session.tokenHash))?.credentialId).to.equal(
        scene.replacement.id,
      )
      expect((await scene.actions()).slice(-2)).to.deep.equal(['recovery-proven', 'signed-in'])
    })

    it('[S202] begins no session if it comes too late', async () => {
      const scene = await registered()
      const { beginning, session } = signingIn(scene)
      expect(await scene.prove({ ...LIMITS, unprovenMs: 0 }, sql.one, beginning)).to.equal(null)
      expect(await sql.other.sessions.findByTokenHash(session.tokenHash)).to.equal(null)
      expect(await scene.actions()).not.to.include('signed-in')
    })

    it('[S204] notes the use of the passkey with its proof', async () => {
      const scene = await registered()
      const { beginning } = signingIn(scene, 7)
      await scene.prove(LIMITS, sql.one, beginning)
      const proven = await sql.other.credentials.find(scene.replacement.id)
      expect(proven).to.include({ status: 'active', counter: 7 })
    })

    it('[S204] proves nothing if the counter went backwards, and writes nothing', async () => {
      const scene = await registered({}, 8)
      const { beginning, session } = signingIn(scene, 7)
      const { prove } = sql.one.recoveries
      const audit = entry('recovery-proven', scene.accountId)
      expect(await prove(scene.replacement.id, LIMITS, audit, beginning)).to.equal('counter-went-back')
      expect(await sql.other.sessions.findByTokenHash(session.tokenHash)).to.equal(null)
      const unproven = await sql.other.credentials.find(scene.replacement.id)
      expect(unproven).to.include({ status: 'unproven', counter: 8 })
      expect(await scene.actions()).to.deep.equal(['recovery-registered'])
      expect(await scene.prove(LIMITS, sql.one, signingIn(scene, 9).beginning)).not.to.equal(null)
    })

    it('[S204] notes no use if the proof comes too late', async () => {
      const scene = await registered()
      const { beginning } = signingIn(scene, 7)
      const late = { ...LIMITS, unprovenMs: 0 }
      expect(await scene.prove(late, sql.one, beginning)).to.equal(null)
      const unproven = await sql.other.credentials.find(scene.replacement.id)
      expect(unproven).to.include({ status: 'unproven', counter: 0 })
    })

    it('[S41] succeeds exactly once of 50 times at once', async () => {
      const scene = await registered()
      const proofs = await atOnce([sql.one, sql.other], 50, (stores) => scene.prove(LIMITS, stores))
      expect(proofs.filter((proven) => proven !== null)).to.have.length(1)
      expect((await scene.actions()).filter((action) => action === 'recovery-proven')).to.have.length(1)
    })

    it('[S42] ends the sessions of the lost passkey, but never the one that approved', async () => {
      const scene = await registered()
      const thief = await scene.signIn(scene.lost)
      const other = await scene.signIn(scene.kept)
      expect((await scene.prove())?.endedSessions).to.deep.equal([thief.id])
      expect(await scene.live()).to.have.members([scene.approving, other.id])
    })

    it('[S42] ends all other sessions when that was approved, but never the one that approved', async () => {
      const scene = await registered({ endOtherSessions: true })
      const stranger = await registered()
      const others = [await scene.signIn(scene.lost), await scene.signIn(scene.kept)]
      expect((await scene.prove())?.endedSessions).to.have.members(others.map(({ id }) => id))
      expect(await scene.live()).to.deep.equal([scene.approving])
      expect(await stranger.live()).to.deep.equal([stranger.approving])
    })

    it('[S43] comes too late once its time is over, by the clock of the database', async () => {
      const scene = await registered()
      expect(await scene.prove({ ...LIMITS, unprovenMs: 0 })).to.equal(null)
      expect(await scene.status(scene.replacement.id)).to.equal('unproven')
      expect(await withClockAhead(() => scene.prove({ ...LIMITS, unprovenMs: 60_000 }))).not.to.equal(null)
    })

    it('[S43] does nothing for a passkey that no recovery brought, or that was removed meanwhile', async () => {
      const scene = await registered()
      const audit = { action: 'passkey-removed', accountId: scene.accountId } as const
      expect(await sql.one.recoveries.prove(scene.kept, LIMITS, audit)).to.equal(null)
      await setStatus(sql.run, scene.replacement.id, 'removed')
      expect(await scene.prove()).to.equal(null)
      expect(await scene.state()).to.equal('registered')
      expect(await scene.status(scene.lost)).to.equal('active')
    })

    it('[S43] does nothing once the row of the recovery says that it ended, whatever the passkey says', async () => {
      const scene = await registered()
      await sql.run(`update recoveries set state = 'ended' where id = '${scene.recoveryId}'`)
      expect(await scene.prove()).to.equal(null)
      expect(await scene.status(scene.replacement.id)).to.equal('unproven')
    })

    it('[S44] comes first or is taken back, never both, in 50 races against a deny', async () => {
      const races = await atOnce([sql.one, sql.other], 50, async (stores, turn) => {
        const rival = stores === sql.one ? sql.other : sql.one
        const scene = await registered()
        const racers = [
          async () => void (await scene.prove(LIMITS, stores)),
          async () => void (await scene.end(true, rival)),
        ]
        if (turn % 4 > 1) racers.reverse()
        await Promise.all(racers.map((racer) => racer()))
        return scene
      })
      for (const scene of races) {
        const done = (await scene.state()) === 'done'
        expect(await scene.status(scene.replacement.id)).to.equal(done ? 'active' : 'removed')
        expect(await scene.status(scene.lost)).to.equal(done ? 'suspended' : 'active')
        const actions = await scene.actions()
        expect(actions.includes('recovery-proven')).to.equal(done)
        expect(actions.includes('recovery-ended')).to.equal(!done)
      }
    })

    it('[S45] leaves no session of the lost passkey, however a sign-in with it runs, in 50 races', async () => {
      const races = await atOnce([sql.one, sql.other], 50, async (stores) => {
        const scene = await registered()
        const rival = stores === sql.one ? sql.other : sql.one
        await Promise.all([scene.signIn(scene.lost), scene.prove(LIMITS, rival), scene.signIn(scene.lost)])
        return scene
      })
      for (const scene of races) expect(await scene.live()).to.deep.equal([scene.approving])
    })
  })
}
