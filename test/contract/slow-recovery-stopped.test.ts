import { expect } from 'chai'
import { viewOf } from '../../server/recovery/slow/standing.ts'
import type { CredentialId } from '../../shared/ids.ts'
import { onBothDatabases } from './on-both-databases.ts'
import { WEEK } from './passkeys-of-one.ts'
import { type SlowScene, slowScene } from './slow-scene.ts'
import { codeOf, randomText } from './sql-samples.ts'

onBothDatabases('a passkey that was stopped before somebody came back', (sql) => {
  /** Somebody comes back by two proofs, or by one after its hold, and calls these stolen. */
  async function comesBack(scene: SlowScene, called: readonly CredentialId[], by: 'two' | 'one' = 'two') {
    const proven = await scene.proveEnough(by)
    const id = randomText<CredentialId>(32)
    const retires = called.map((credentialId) => ({ credentialId, mode: 'stolen' as const }))
    expect(await scene.register(proven, id, sql.one, retires)).to.equal('registered')
    expect(await scene.proveNew(id)).not.to.equal(null)
    return id
  }

  /** The week passes until these retire, and the new passkey can't be undone any more. */
  async function retire(scene: SlowScene, id: CredentialId) {
    await sql.run(`update scheduled_changes set due_at = 1 where account_id = '${scene.accountId}'`)
    await sql.run(`update credentials set probation_until = null where id = '${id}'`)
    await scene.lapse(id)
    await sql.one.acts.carryOut(WEEK)
  }

  it('[R78] is on the list of its page as one that is stopped, unless it is gone for good', async () => {
    const scene = await slowScene(sql, 3)
    const [oldest, aside, gone] = scene.ids as [CredentialId, CredentialId, CredentialId]
    const { id: frozen, arrival } = await scene.add(oldest)
    await sql.one.recoveries.freeze(scene.doing(oldest), arrival)
    expect(codeOf(await scene.stolen(oldest, aside))).to.equal(null)
    await sql.run(`update credentials set status = 'removed' where id = '${gone}'`)
    const { passkeys } = viewOf(await scene.proveEnough('two'), 'Ada', 'hold')
    const shown = passkeys.map(({ credentialId, isNew, isStopped }) => [credentialId, isNew, isStopped])
    expect(shown).to.deep.equal([
      [oldest, false, false],
      [aside, false, true],
      [frozen, false, true],
    ])
  })

  it('[R78] does not take that back by stopping changes, meanwhile or later, if two proofs call it stolen', async () => {
    for (const [by, meanwhile, later] of [
      ['two', 'outweighed', 'passkey_suspended'],
      ['one', null, 'passkey_suspended'],
    ] as const) {
      const scene = await slowScene(sql, 2)
      const [older, younger] = scene.ids as [CredentialId, CredentialId]
      expect(codeOf(await scene.stolen(younger, older))).to.equal(null)
      const id = await comesBack(scene, [younger, older], by)
      expect(await scene.scheduled()).to.have.members([younger, older])
      expect(codeOf(await sql.one.acts.stop(scene.doing(older))), by).to.equal(meanwhile)
      if (by === 'one') continue
      expect(await scene.statuses(older, younger)).to.deep.equal(['suspended', 'active'])
      await retire(scene, id)
      expect(await scene.statuses(older, younger, id)).to.deep.equal(['suspended', 'suspended', 'active'])
      expect(codeOf(await sql.one.acts.stop(scene.doing(older)))).to.equal(later)
    }
  })

  it('[R78] does nothing else if an older one gives it back', async () => {
    const scene = await slowScene(sql, 2)
    const [older, younger] = scene.ids as [CredentialId, CredentialId]
    expect(codeOf(await scene.stolen(older, younger))).to.equal(null)
    await comesBack(scene, [younger])
    expect(await scene.restore(older, younger)).to.equal(null)
    expect(await scene.find(younger)).to.include({ status: 'active', calledOut: true })
    expect(codeOf(await scene.remove(younger, older))).to.equal('step_up_refused')
  })

  it('[R78] retires as well if it is frozen, and then nothing waits for a decision about it', async () => {
    const scene = await slowScene(sql, 2)
    const [older, other] = scene.ids as [CredentialId, CredentialId]
    const added = await scene.add(other)
    await sql.one.recoveries.freeze(scene.doing(older), added.arrival)
    const id = await comesBack(scene, [added.id])
    expect(await scene.statuses(added.id)).to.deep.equal(['frozen'])
    await retire(scene, id)
    expect(await scene.statuses(added.id)).to.deep.equal(['suspended'])
    expect(await scene.state(added.arrival)).to.equal('undone')
    expect(codeOf(await sql.one.acts.stop(scene.doing(added.id)))).to.equal('passkey_suspended')
  })

  it('[R78] stays as it is if who called it stolen may not act any more by then', async () => {
    const scene = await slowScene(sql, 2)
    const [older] = scene.ids as [CredentialId]
    const id = await comesBack(scene, [older])
    await sql.run(`update credentials set status = 'suspended' where id = '${id}'`)
    await retire(scene, id)
    expect(await scene.statuses(older)).to.deep.equal(['active'])
  })

  it('[R78] stays so when what set it aside is undone, if that one was called stolen too', async () => {
    for (const [both, status] of [
      [true, 'suspended'],
      [false, 'active'],
    ] as const) {
      const scene = await slowScene(sql, 2)
      const [old, other] = scene.ids as [CredentialId, CredentialId]
      const thief = await scene.recover(other, true, { retiredId: old, retireMode: 'lost' })
      expect(await scene.statuses(old)).to.deep.equal(['suspended'])
      await comesBack(scene, both ? [old, thief.id] : [thief.id])
      expect(await scene.statuses(old, thief.id), String(both)).to.deep.equal([status, 'suspended'])
    }
  })
})
