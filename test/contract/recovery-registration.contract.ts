import { expect } from 'chai'
import type { CredentialId, RecoveryId } from '../../shared/ids.ts'
import { setScene } from './recovery-scene.ts'
import { atOnce, entry, newAccountId, randomText, sampleCredential } from './sql-samples.ts'
import type { OpenSqlUnderTest, SqlUnderTest } from './sql-under-test.ts'

export function describeRegistration(open: OpenSqlUnderTest) {
  describe('registration and every end after approval', () => {
    let sql: SqlUnderTest
    before(async () => {
      sql = await open()
    })
    after(() => sql.close())

    it('[S30] stores the new passkey as unproven, with its recovery and nothing else changed', async () => {
      const scene = await setScene(sql.one)
      expect(await scene.register()).to.equal('registered')
      expect(await sql.other.credentials.find(scene.replacement.id)).to.deep.include({
        ...scene.replacement,
        status: 'unproven',
        recoveryId: scene.recoveryId,
      })
      const { createdAt, ...row } = (await sql.other.recoveries.find(scene.recoveryId)) ?? {}
      expect(createdAt).to.be.within(Date.now() - 60_000, Date.now() + 1)
      expect(row).to.deep.equal({
        ...scene.facts,
        state: 'registered',
        cause: null,
        credentialId: scene.replacement.id,
        doneAt: null,
        undoUntil: null,
        frozenBy: null,
        frozenUntil: null,
        decideUntil: null,
        outweighs: false,
        tieBefore: null,
      })
      expect(await scene.status(scene.lost)).to.equal('active')
      expect(await scene.live()).to.deep.equal([scene.approving])
      expect(await scene.actions()).to.deep.equal(['recovery-registered'])
    })

    it('[S30] knows no recovery that never came so far', async () => {
      expect(await sql.one.recoveries.find(randomText<RecoveryId>())).to.equal(null)
    })

    it('[S31] recognises the same registration again, before and after it is proven, and writes it down once', async () => {
      const scene = await setScene(sql.one)
      const first = await atOnce([sql.one, sql.other], 20, (stores) => scene.register(stores))
      expect(first.filter((outcome) => outcome === 'registered')).to.have.length(1)
      expect(first.filter((outcome) => outcome === 'repeated')).to.have.length(19)
      await scene.prove()
      expect(await scene.register(sql.other)).to.equal('repeated')
      expect((await scene.actions()).filter((action) => action === 'recovery-registered')).to.have.length(1)
    })

    it('[S32] gives a recovery to exactly one of 50 different passkeys at once, also where it sorts first', async () => {
      const scene = await setScene(sql.one)
      const first = () => `0${randomText(32)}` as CredentialId
      const candidates = Array.from({ length: 50 }, () => sampleCredential(scene.accountId, first()))
      const outcomes = await atOnce([sql.one, sql.other], 50, (stores, turn) =>
        scene.register(stores, candidates[turn]),
      )
      expect(outcomes.filter((outcome) => outcome === 'registered')).to.have.length(1)
      expect(outcomes.filter((outcome) => outcome === 'taken')).to.have.length(49)
      const winner = candidates[outcomes.indexOf('registered')]?.id
      const unproven = (await sql.one.credentials.list(scene.accountId)).filter(
        ({ status }) => status === 'unproven',
      )
      expect(unproven.map(({ id }) => id)).to.deep.equal([winner])
    })

    it('[S33] leaves nothing behind when the passkey is known already', async () => {
      const scene = await setScene(sql.one, { retireMode: 'stolen' })
      const known = sampleCredential(newAccountId(), scene.kept)
      expect(await scene.register(sql.one, known)).to.equal('credential-known')
      expect(await scene.state()).to.equal(null)
      expect(await scene.status(scene.lost)).to.equal('active')
      expect(await scene.actions()).to.deep.equal([])
    })

    it('[S33] refuses a passkey that another recovery registered', async () => {
      const [scene, second] = [await setScene(sql.one), await setScene(sql.one)]
      await scene.register()
      expect(await second.register(sql.other, scene.replacement)).to.equal('credential-known')
      expect(await second.state()).to.equal(null)
      expect(await second.register(sql.one)).to.equal('registered')
    })

    it('[S33] refuses a passkey that was removed, and an ended recovery hears of its end first', async () => {
      const [scene, second] = [await setScene(sql.one), await setScene(sql.one)]
      await scene.register()
      await scene.end(true)
      expect(await second.register(sql.other, scene.replacement)).to.equal('credential-known')
      await second.end(false)
      expect(await second.register(sql.other, scene.replacement)).to.equal('taken')
    })

    it('[S33] gives one passkey to exactly one of many recoveries at once', async () => {
      const scenes = await Promise.all(Array.from({ length: 10 }, () => setScene(sql.one)))
      const { replacement } = scenes[0]!
      const outcomes = await atOnce([sql.one, sql.other], scenes.length, (stores, turn) =>
        scenes[turn]!.register(stores, { ...replacement, accountId: scenes[turn]!.accountId }),
      )
      expect(outcomes.filter((outcome) => outcome === 'registered')).to.have.length(1)
      expect(outcomes.filter((outcome) => outcome === 'credential-known')).to.have.length(9)
    })

    it('[S34] suspends a stolen passkey and ends its sessions at once, but not the approving one', async () => {
      const scene = await setScene(sql.one, { retireMode: 'stolen' })
      await scene.signIn(scene.lost)
      const ofKept = await scene.signIn(scene.kept)
      await scene.register()
      expect(await scene.status(scene.lost)).to.equal('suspended')
      expect(await scene.live()).to.have.members([scene.approving, ofKept.id])
      expect(await scene.actions()).to.include('passkey-suspended')
    })

    it('[S35] registers nothing after the end, and the end names its cause', async () => {
      const scene = await setScene(sql.one)
      expect(await scene.end(false)).to.deep.equal({ outcome: 'ended' })
      expect(await scene.register(sql.other)).to.equal('taken')
      expect(await scene.status(scene.replacement.id)).to.equal(null)
      expect(await sql.one.recoveries.find(scene.recoveryId)).to.include({ state: 'ended', cause: 'denied' })
    })

    it('[S35] ends a recovery again without a second entry', async () => {
      const scene = await setScene(sql.one)
      for (const revoke of [false, true, false])
        expect(await scene.end(revoke)).to.deep.equal({ outcome: 'ended' })
      expect(await scene.actions()).to.deep.equal(['recovery-ended'])
    })

    it('[S36] says that a passkey was registered first, and leaves it', async () => {
      const scene = await setScene(sql.one)
      await scene.register()
      expect(await scene.end(false, sql.other)).to.deep.equal({
        outcome: 'registered',
        credentialId: scene.replacement.id,
      })
      expect(await scene.status(scene.replacement.id)).to.equal('unproven')
      expect(await scene.actions()).to.deep.equal(['recovery-registered'])
    })

    it('[S37] removes an unproven replacement when asked to, so that it can never be proven', async () => {
      const scene = await setScene(sql.one)
      await scene.register()
      expect(await scene.end(true, sql.other)).to.deep.equal({ outcome: 'ended' })
      expect(await scene.status(scene.replacement.id)).to.equal('removed')
      expect(await scene.prove()).to.equal(null)
      expect(await scene.register()).to.equal('taken')
      expect(await scene.actions()).to.deep.equal(['recovery-registered', 'recovery-ended'])
    })

    it('[S37] never removes a proven replacement', async () => {
      const scene = await setScene(sql.one)
      await scene.register()
      await scene.prove()
      expect(await scene.end(true)).to.deep.equal({ outcome: 'done', credentialId: scene.replacement.id })
      expect(await scene.status(scene.replacement.id)).to.equal('active')
    })

    it('[S37] does not end the recovery of another account', async () => {
      const scene = await setScene(sql.one)
      await scene.register()
      const foreign = { ...scene.facts, accountId: newAccountId() }
      await sql.one.recoveries.end(foreign, 'denied', true, entry('recovery-ended', foreign.accountId))
      expect(await scene.state()).to.equal('registered')
    })

    it('[S38] lets registration or the end come first, never both, in 50 races', async () => {
      const outcomes = await atOnce([sql.one, sql.other], 50, async (stores, turn) => {
        const rival = stores === sql.one ? sql.other : sql.one
        const scene = await setScene(stores)
        const racers = [() => scene.register(stores), () => scene.end(false, rival)]
        if (turn % 4 > 1) racers.reverse()
        const answers = await Promise.all(racers.map((racer) => racer()))
        return {
          answers: answers.map((answer) => (typeof answer === 'string' ? answer : answer.outcome)),
          scene,
        }
      })
      for (const { answers, scene } of outcomes) {
        const registered = answers.includes('registered')
        expect(answers).to.have.members(registered ? ['registered', 'registered'] : ['taken', 'ended'])
        expect(await scene.state()).to.equal(registered ? 'registered' : 'ended')
        expect(await scene.status(scene.replacement.id)).to.equal(registered ? 'unproven' : null)
      }
    })
  })
}
