import { expect } from 'chai'
import type { CredentialId, RecoveryId } from '../../shared/ids.ts'
import { pressLink } from '../support/press-link.ts'
import { onBothDatabases } from './on-both-databases.ts'
import { WEEK } from './passkeys-of-one.ts'
import { DAY, HOUR, newPage, type SlowScene, slowScene } from './slow-scene.ts'
import { randomText } from './sql-samples.ts'

/** Of a time after everything in these tests. */
const LATER = Date.now() + 1_000 * DAY

onBothDatabases('an account in dispute, and a pause by mail', (sql) => {
  /** Two proofs; the mailed one went to an address that was set up at this time. */
  async function two(scene: SlowScene, since: number) {
    const page = newPage()
    await scene.prove(page)
    const mailed = await scene.newEvidence({ method: 'email', since })
    const proven = await scene.proveWith(page, 'assisted', mailed)
    if (proven === 'void') throw new Error('The evidence was void.')
    return proven
  }

  it('[R26] what was set up since a paused recovery began proves nothing, in it or beside it', async () => {
    const scene = await slowScene(sql)
    const [owner] = scene.ids as [CredentialId]
    const proven = await two(scene, LATER)
    expect(await scene.standing(proven)).to.equal('ready')
    expect(await scene.stop(owner, proven)).to.include({ outcome: 'paused' })
    await scene.pass(proven.recovery.id, 3 * DAY + HOUR)
    // By two, it could go on with one more proof by now.
    expect(await scene.standing(proven)).to.equal('on-hold')
    const made = await scene.newEvidence({ since: LATER })
    const beside = await scene.proveWith(newPage(), 'backup-code', made)
    if (beside === 'void') throw new Error('The evidence was void.')
    expect(await scene.standing(beside)).to.equal('needs-another-proof')
    const told = await sql.other.recoveries.toTell(scene.accountId)
    expect(told.disputedSince).to.equal(
      (await scene.slow.find(proven.recovery.id, proven.recovery.pageKey))?.recovery.createdAt,
    )
    expect(await scene.stop(owner, proven)).to.deep.equal({ outcome: 'ended' })
    expect((await sql.other.recoveries.toTell(scene.accountId)).disputedSince).to.equal(null)
  })

  it('[R26] what was set up before goes on to count', async () => {
    const scene = await slowScene(sql)
    const proven = await two(scene, 1)
    await scene.stop(scene.ids[0]!, proven)
    await scene.pass(proven.recovery.id, 3 * DAY + HOUR)
    expect(await scene.standing(proven)).to.equal('needs-proof-again')
  })

  it('[R26] a frozen arrival is a dispute since it came', async () => {
    const scene = await slowScene(sql)
    const [owner] = scene.ids as [CredentialId]
    const { arrival } = await scene.add(owner)
    const proven = await two(scene, LATER)
    expect(await sql.one.recoveries.freeze(scene.doing(owner), arrival)).not.to.equal(null)
    expect(await scene.standing(proven)).to.equal('on-hold')
    expect(await sql.one.recoveries.lift(scene.doing(owner), arrival)).to.equal(true)
    expect(await scene.standing(proven)).to.equal('ready')
  })

  it('[R65] ends with the last passkey that could decide about what is frozen', async () => {
    const scene = await slowScene(sql)
    const [owner] = scene.ids as [CredentialId]
    const { id, arrival } = await scene.add(owner)
    expect(await sql.one.recoveries.freeze(scene.doing(owner), arrival)).not.to.equal(null)
    const proven = await two(scene, LATER)
    await sql.one.recoveries.sweep(DAY)
    const status = (now: string) => sql.run(`update credentials set status = '${now}' where id = '${owner}'`)
    await status('suspended')
    await sql.other.recoveries.sweep(DAY)
    expect(await scene.statuses(id)).to.deep.equal(['frozen'])
    expect(await scene.standing(proven)).to.equal('on-hold')
    await status('removed')
    const swept = await Promise.all([sql.one, sql.other].map(({ recoveries }) => recoveries.sweep(DAY)))
    expect(swept.map(({ abandoned }) => abandoned).sort()).to.deep.equal([0, 1])
    expect(await scene.statuses(id)).to.deep.equal(['removed'])
    expect((await sql.other.recoveries.find(arrival))?.state).to.equal('undone')
    expect(await scene.standing(proven)).to.equal('ready')
    expect(await scene.actions()).to.include('recovery-undone')
  })

  for (const [how, freezes] of [
    ['frozen', (scene, owner, { arrival }) => sql.one.recoveries.freeze(scene.doing(owner), arrival)],
    ['stopped with all changes', (scene, owner) => sql.one.acts.stop(scene.doing(owner))],
    ['stopped with what brought it', (scene, owner, { by }) => scene.stolen(owner, by)],
  ] as const satisfies readonly (readonly [
    string,
    (
      scene: SlowScene,
      owner: CredentialId,
      arrived: { readonly arrival: RecoveryId; readonly by: CredentialId },
    ) => Promise<unknown>,
  ])[])
    it(`[R85] an arrival that is ${how} is undone after 28 days, and is no dispute any more`, async () => {
      const scene = await slowScene(sql, 2)
      const [owner, by] = scene.ids as [CredentialId, CredentialId]
      const { id, arrival } = await scene.add(by)
      await freezes(scene, owner, { arrival, by })
      expect(await scene.statuses(id)).to.deep.equal(['frozen'])
      const proven = await two(scene, LATER)
      const waits = async (ms: number) => {
        await sql.run(`update recoveries set decide_until = decide_until - ${ms} where id = '${arrival}'`)
        const swept = await Promise.all([sql.one, sql.other].map(({ recoveries }) => recoveries.sweep(DAY)))
        return swept.map(({ undecided }) => undecided).sort()
      }
      expect((await sql.other.recoveries.find(arrival))?.decideUntil).to.be.closeTo(
        Date.now() + 28 * DAY,
        60_000,
      )
      expect(await waits(28 * DAY - HOUR)).to.deep.equal([0, 0])
      expect(await scene.statuses(id)).to.deep.equal(['frozen'])
      expect(await scene.standing(proven)).to.equal('on-hold')
      expect(await waits(HOUR)).to.deep.equal([0, 1])
      expect((await sql.other.recoveries.find(arrival))?.state).to.equal('undone')
      expect(await scene.standing(proven)).to.equal('ready')
      expect(await scene.actions()).to.include('recovery-undone')
      // As after any undo by that passkey.
      const { status, suspendedBy, leavesAt } = await scene.find(id)
      expect([status, suspendedBy]).to.deep.equal(['suspended', owner])
      expect(leavesAt).to.be.closeTo(Date.now() + 7 * DAY, 60_000)
      expect(await scene.restore(owner, id)).to.equal(null)
      expect(await scene.statuses(id)).to.deep.equal(['active'])
    })

  it('[R85] what it retired stays set aside then, also if the new one is restored, and is not removed', async () => {
    const scene = await slowScene(sql, 2)
    const [owner, retired] = scene.ids as [CredentialId, CredentialId]
    const { id, arrival } = await scene.recover(owner, true, { retiredId: retired, retireMode: 'lost' })
    expect(await scene.statuses(retired)).to.deep.equal(['suspended'])
    expect(await sql.one.recoveries.freeze(scene.doing(owner), arrival)).not.to.equal(null)
    await sql.run(`update recoveries set decide_until = 1 where id = '${arrival}'`)
    await sql.one.recoveries.sweep(DAY)
    expect((await sql.other.recoveries.find(arrival))?.state).to.equal('undone')
    expect(await scene.restore(owner, id)).to.equal(null)
    await scene.lapse(id)
    await sql.one.recoveries.sweep(DAY)
    expect(await scene.statuses(retired)).to.deep.equal(['suspended'])
    expect(await scene.restore(owner, retired)).to.equal(null)
  })

  it('[R85] neither a pause nor a tie ends so, nor what was lifted', async () => {
    const scene = await slowScene(sql, 2)
    const [oldest, second] = scene.ids as [CredentialId, CredentialId]
    const { arrival } = await scene.add(oldest)
    const until = async () => (await sql.other.recoveries.find(arrival))?.decideUntil
    expect(await sql.one.recoveries.freeze(scene.doing(oldest), arrival)).not.to.equal(null)
    expect(await sql.one.recoveries.lift(scene.doing(oldest), arrival)).to.equal(true)
    expect(await until()).to.equal(null)
    const proven = await two(scene, 1)
    const id = randomText<CredentialId>(32)
    expect(await scene.register(proven, id)).to.equal('registered')
    expect(await scene.proveNew(id)).not.to.equal(null)
    const { id: brought } = proven.recovery
    const late = Date.now() + WEEK
    await sql.run(`update recoveries set tie_before = ${late} where id = '${brought}'`)
    for (const by of [oldest, second]) {
      expect(await sql.one.recoveries.freeze(scene.doing(by), brought)).not.to.equal(null)
      expect((await sql.other.recoveries.find(brought))?.decideUntil).to.equal(null)
    }
  })

  it('[R68] but a pause ends by itself, whoever is left', async () => {
    const scene = await slowScene(sql)
    const [owner] = scene.ids as [CredentialId]
    const { id, arrival } = await scene.add(owner)
    await sql.run(`update recoveries set outweighs = 1 where id = '${arrival}'`)
    expect(await sql.one.recoveries.freeze(scene.doing(owner), arrival)).not.to.equal(null)
    await sql.run(`update credentials set status = 'removed' where id = '${owner}'`)
    await sql.one.recoveries.sweep(DAY)
    expect(await scene.statuses(id)).to.deep.equal(['frozen'])
    await sql.run(`update recoveries set frozen_until = 1 where id = '${arrival}'`)
    await sql.other.recoveries.sweep(DAY)
    expect(await scene.statuses(id)).to.deep.equal(['active'])
    expect((await sql.other.recoveries.find(arrival))?.state).to.equal('done')
  })

  it('[R27] the link of a mail pauses once, ends nothing, and opens no dispute', async () => {
    const scene = await slowScene(sql)
    const proven = await scene.prove(newPage())
    const { id } = proven.recovery
    const press = (gaveProof = false) =>
      pressLink(sql.otherDatabase, { accountId: scene.accountId, recoveryId: id, gaveProof })
    expect(await press(true)).to.deep.equal({ outcome: 'nothing' })
    expect(await press()).to.deep.include({ outcome: 'paused' })
    expect(await press()).to.deep.equal({ outcome: 'nothing' })
    expect(await scene.standing(proven)).to.equal('paused')
    expect((await sql.other.recoveries.toTell(scene.accountId)).disputedSince).to.equal(null)
    expect(await scene.actions()).to.include('recovery-paused')
    await scene.pass(id, 6 * DAY + HOUR)
    expect(await scene.standing(proven)).to.equal('needs-proof-again')
    const lifted = await scene.prove(proven.recovery.pageKey)
    expect(await scene.register(lifted)).to.equal('registered')
    expect(await press()).to.deep.equal({ outcome: 'not-there' })
  })

  it('[R27] nor does it reach a recovery of another account, and pressed twice at once it counts once', async () => {
    const [scene, other] = [await slowScene(sql), await slowScene(sql)]
    const { recovery } = await scene.prove(newPage())
    const press = (accountId = scene.accountId, database = sql.database) =>
      pressLink(database, { accountId, recoveryId: recovery.id, gaveProof: false })
    expect(await press(other.accountId)).to.deep.equal({ outcome: 'not-there' })
    const pressed = await Promise.all([press(), press(scene.accountId, sql.otherDatabase)])
    expect(pressed.map(({ outcome }) => outcome).sort()).to.deep.equal(['nothing', 'paused'])
  })
})
