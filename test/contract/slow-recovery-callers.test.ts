import { expect } from 'chai'
import { maySee } from '../../server/admin/may-see.ts'
import type { CredentialId } from '../../shared/ids.ts'
import type { RetireMode } from '../../shared/recovery.ts'
import { hashesOf } from './codes-of-one.ts'
import { onBothDatabases } from './on-both-databases.ts'
import { WEEK } from './passkeys-of-one.ts'
import { DAY, type SlowScene, slowScene } from './slow-scene.ts'
import { codeOf, entry, randomText } from './sql-samples.ts'

const orThrow = (err: unknown) => {
  throw err
}

onBothDatabases('a passkey that came with a recovery and called another one lost or stolen', (sql) => {
  /** By two proofs, or by one after its hold. Its passkey has signed in, and calls the first one that. */
  async function recovered(scene: SlowScene, by: 'two' | 'one' = 'two', mode: RetireMode = 'stolen') {
    const proven = await scene.proveEnough(by)
    const id = randomText<CredentialId>(32)
    const called = scene.ids[0]!
    await scene.register(proven, id, sql.one, [{ credentialId: called, mode }])
    expect(await scene.proveNew(id)).not.to.equal(null)
    return { id, called }
  }
  const pastProbation = (id: CredentialId) =>
    sql.run(`update credentials set probation_until = null where id = '${id}'`)

  for (const by of ['two', 'one'] as const)
    for (const mode of ['lost', 'stolen'] as const)
      it(`[R70] neither removes itself nor reports itself, while that one waits to retire: ${mode}, by ${by}`, async () => {
        const scene = await slowScene(sql)
        const { id, called } = await recovered(scene, by, mode)
        await pastProbation(id)
        const { id: added } = await scene.add(id)
        for (const leave of ['remove', 'stolen'] as const)
          expect(codeOf(await scene[leave](id, id)), leave).to.equal('retirement_waits')
        expect(await scene.scheduled()).to.deep.equal([called])
        expect(await scene.statuses(id, added)).to.deep.equal(['active', 'active'])
        const [change] = await sql.one.acts.scheduled(scene.accountId)
        expect(codeOf(await sql.one.acts.cancel(scene.doing(id), change!.id))).to.equal(null)
        expect(codeOf(await scene.remove(id, id))).to.equal(null)
      })

  it('[R79] [R95] calls another one lost too when it schedules its removal later: that one does not get out of it when it is due', async () => {
    for (const [by, codes] of [
      ['two', ['step_up_refused', 'outweighed', 'step_up_refused']],
      ['one', [null, null, null]],
    ] as const)
      for (const [nth, tried] of (['cancel', 'stop', 'remove'] as const).entries()) {
        const scene = await slowScene(sql, 2)
        const other = scene.ids[1]!
        const { id } = await recovered(scene, by)
        await pastProbation(id)
        expect(await scene.remove(id, other)).to.include({ ok: true, leavesAt: null })
        const [entry] = await sql.one.audit.list(scene.accountId, 1, ['passkey-scheduled'])
        expect(entry?.detail).to.equal(by === 'two' ? 'lost-by-two' : undefined)
        const { calledOut } = await scene.find(other)
        expect(calledOut).to.equal(by === 'two')
        await sql.run(`update scheduled_changes set due_at = 1 where account_id = '${scene.accountId}'`)
        await scene.lapse(id)
        const change = (await sql.one.acts.scheduled(scene.accountId)).find(
          ({ credentialId }) => credentialId === other,
        )!
        const acts = {
          cancel: () => sql.one.acts.cancel(scene.doing(other), change.id),
          stop: () => sql.one.acts.stop(scene.doing(other)),
          remove: () => scene.remove(other, id),
        }
        expect(codeOf(await acts[tried]()), `${by}, ${tried}`).to.equal(codes[nth])
        await sql.one.acts.carryOut(WEEK)
        expect(await scene.statuses(other), `${by}, ${tried}`).to.deep.equal([
          by === 'two' ? 'suspended' : 'active',
        ])
      }
  })

  it('[R70] does so once that one has retired', async () => {
    const scene = await slowScene(sql)
    const { id, called } = await recovered(scene)
    await pastProbation(id)
    await scene.add(id)
    await sql.run(`update scheduled_changes set due_at = 1 where account_id = '${scene.accountId}'`)
    await scene.lapse(id)
    await sql.one.acts.carryOut(WEEK)
    expect(await scene.statuses(called)).to.deep.equal(['suspended'])
    expect(codeOf(await scene.stolen(id, id))).to.equal(null)
  })

  it('[R70] is removed by an older one that it does not outweigh', async () => {
    for (const leave of ['remove', 'stolen'] as const) {
      const scene = await slowScene(sql, 2)
      const { id } = await recovered(scene, 'one')
      expect(codeOf(await scene[leave](scene.ids[1]!, id)), leave).to.equal(null)
      expect(await scene.scheduled()).to.deep.equal([])
    }
  })

  it('[R70] goes when a removal waits that it only scheduled itself', async () => {
    const scene = await slowScene(sql)
    const [oldest] = scene.ids as [CredentialId]
    const { id } = await scene.add(oldest)
    expect(await scene.remove(id, oldest)).to.include({ ok: true, leavesAt: null })
    expect(codeOf(await scene.remove(id, id))).to.equal(null)
  })

  it('[R31] that one takes nothing back by stopping changes, also when an older one than the caller set it aside', async () => {
    for (const [by, refused] of [
      ['two', 'outweighed'],
      ['one', null],
    ] as const)
      for (const leave of ['remove', 'stolen'] as const) {
        const scene = await slowScene(sql, 2)
        const other = scene.ids[1]!
        const { called } = await recovered(scene, by)
        expect(codeOf(await scene[leave](other, called))).to.equal(null)
        expect(codeOf(await sql.one.acts.stop(scene.doing(called))), by).to.equal(refused)
        const is = refused ? ['suspended', 'active'] : ['active', 'suspended']
        expect(await scene.statuses(called, other), by).to.deep.equal(is)
      }
  })

  it('[R31] what that one had asked for before does not come about meanwhile', async () => {
    for (const [by, isOn] of [
      ['two', true],
      ['one', false],
    ] as const) {
      const scene = await slowScene(sql)
      const { accountId } = scene
      await sql.run(
        `update credentials set created_at = created_at - ${2 * DAY} where account_id = '${accountId}'`,
      )
      const asked = await sql.one.methodSwitches.turn(scene.doing(scene.ids[0]!), 'email', false)
      expect(asked).to.have.property('at').that.is.a('number')
      await recovered(scene, by)
      await sql.run(`update method_switches set due_at = 1 where account_id = '${accountId}'`)
      await sql.other.methodSwitches.carryOut(orThrow)
      const { on, change } = await sql.other.methodSwitches.read(accountId, 'email')
      expect([on, change], by).to.deep.equal([isOn, null])
    }
  })

  it('[R86] what the caller adds or approves, and what that one had added, it cannot freeze, and it still has its one pause', async () => {
    const scene = await slowScene(sql)
    const oldest = scene.ids[0]!
    const before = await scene.add(oldest)
    const proven = await scene.proveEnough('two')
    const id = randomText<CredentialId>(32)
    await scene.register(proven, id, sql.one, [{ credentialId: oldest, mode: 'stolen' }])
    await scene.proveNew(id)
    await pastProbation(id)
    const added = await scene.add(id)
    const chained = await scene.add(added.id)
    const approved = await scene.recover(added.id)
    await sql.one.backupCodes.make(scene.doing(added.id), hashesOf('of the added one'))
    const theirs = [before, added, chained, approved]
    for (const { arrival } of theirs)
      expect(await sql.one.recoveries.freeze(scene.doing(oldest), arrival)).to.equal(null)
    const all = theirs.map((one) => one.id)
    expect(await scene.statuses(...all)).to.deep.equal(all.map(() => 'active'))
    expect((await sql.other.backupCodes.find(scene.accountId, 0))?.hash).to.equal('of the added one 0')
    const pause = () => sql.one.recoveries.freeze(scene.doing(oldest), proven.recovery.id)
    expect(await pause()).not.to.equal(null)
    expect(await scene.statuses(id, ...all)).to.deep.equal(['frozen', ...all.map(() => 'active')])
    expect(await pause()).to.equal(null)
  })

  it('[R86] one that one proof called out still judges what is younger', async () => {
    const scene = await slowScene(sql)
    const { id, called } = await recovered(scene, 'one')
    await pastProbation(id)
    const { arrival } = await scene.add(id)
    expect(await sql.one.recoveries.freeze(scene.doing(called), arrival)).not.to.equal(null)
  })

  it('[R89] that one is no admin, not even where its console is open', async () => {
    const scene = await slowScene(sql)
    const { accountId } = scene
    await sql.one.admins.grant(accountId, entry('admin-granted', accountId))
    const { id } = await scene.signIn(scene.ids[0]!)
    await sql.one.admins.enter({ id, accountId }, DAY, entry('admin-entered', accountId))
    const standing = async () => (await sql.other.admins.standings([id])).get(id)!
    expect(maySee(await standing())).to.equal(true)
    await recovered(scene)
    expect(await standing()).to.include({ admin: true, open: true })
    expect(maySee(await standing())).to.equal('outweighed')
  })

  it('[S16] does not leave that one alone: the last other one that may change something stays', async () => {
    for (const leave of ['remove', 'stolen'] as const) {
      const scene = await slowScene(sql, 2)
      const other = scene.ids[1]!
      const { id } = await recovered(scene)
      expect(codeOf(await scene[leave](other, other)), leave).to.equal('last_passkey')
      await pastProbation(id)
      expect(codeOf(await scene[leave](other, other)), leave).to.equal(null)
    }
  })
})
