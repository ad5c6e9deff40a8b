import { expect } from 'chai'
import type { Surrounded } from '../../server/recovery/slow/slow-ledger.ts'
import type { CredentialId } from '../../shared/ids.ts'
import { onBothDatabases } from './on-both-databases.ts'
import { newPage, type SlowScene, slowScene } from './slow-scene.ts'
import { nextMillisecond, randomText } from './sql-samples.ts'

onBothDatabases('what was begun before somebody came back, and would come about after that', (sql) => {
  const calling = (called: readonly CredentialId[], mode: 'lost' | 'stolen' = 'stolen') =>
    called.map((credentialId) => ({ credentialId, mode }))
  /** Registers a passkey by these proofs, which calls those stolen. */
  async function registered(scene: SlowScene, proven: Surrounded, called: readonly CredentialId[] = []) {
    const id = randomText<CredentialId>(32)
    expect(await scene.register(proven, id, sql.one, calling(called))).to.equal('registered')
    return id
  }
  async function proven(scene: SlowScene, id: CredentialId) {
    const done = await scene.proveNew(id)
    return done !== null
  }
  /** Two proofs of what was set up then, on a new page. */
  async function proveTwo(scene: SlowScene, since: number) {
    const page = newPage()
    await scene.proveWith(page, 'backup-code', await scene.newEvidence({ since }))
    const last = await scene.proveWith(page, 'assisted', await scene.newEvidence({ since, method: 'email' }))
    if (last === 'void') throw new Error('The evidence was void.')
    return last
  }

  it('[R80] a pairing that a stolen one approved ends, if two proofs call it stolen', async () => {
    for (const [by, mode, stays] of [
      ['two', 'stolen', false],
      ['two', 'lost', true],
      ['one', 'stolen', true],
    ] as const) {
      const scene = await slowScene(sql, 2)
      const [stolen, other] = scene.ids as [CredentialId, CredentialId]
      const [theirs, owns] = [await scene.recover(stolen, false), await scene.recover(other, false)]
      const enough = await scene.proveEnough(by)
      const id = randomText<CredentialId>(32)
      expect(await scene.register(enough, id, sql.one, calling([stolen], mode))).to.equal('registered')
      expect(await proven(scene, id)).to.equal(true)
      expect((await theirs.prove()) !== null, `${by}, ${mode}`).to.equal(stays)
      expect(await owns.prove()).not.to.equal(null)
    }
  })

  it('[R80] one that is not proven itself ends if it is called stolen, with what brought it', async () => {
    const scene = await slowScene(sql, 2)
    const enough = await scene.proveEnough('two')
    const theirs = await scene.recover(scene.ids[1]!, false)
    const id = await registered(scene, enough, [theirs.id])
    expect(await proven(scene, id)).to.equal(true)
    expect([await scene.statuses(theirs.id), await scene.state(theirs.arrival)]).to.deep.equal([
      ['removed'],
      'ended',
    ])
    expect(await scene.scheduled()).to.deep.equal([])
    expect(await theirs.prove()).to.equal(null)
  })

  it('[R80] a recovery that has registered ends if another one would undo it by two older proofs', async () => {
    for (const [older, stays] of [
      [true, false],
      [false, true],
    ] as const) {
      const scene = await slowScene(sql)
      const first = await proveTwo(scene, 1)
      const theirs = await registered(scene, first)
      const second = await proveTwo(scene, older ? 1 : await sql.one.now())
      const id = await registered(scene, second)
      expect(await scene.standing(first)).to.equal(stays ? 'registered' : 'moved')
      expect(await proven(scene, id)).to.equal(true)
      expect(await proven(scene, theirs), String(older)).to.equal(stays)
    }
  })

  it('[R80] none that has registered ends by one proof', async () => {
    const scene = await slowScene(sql)
    const theirs = await registered(scene, await scene.proveEnough('one'))
    await registered(scene, await scene.proveEnough('one'))
    expect(await proven(scene, theirs)).to.equal(true)
  })

  it('[R81] what a stolen one brought in since the recovery began is called stolen too, and what that brought', async () => {
    for (const [by, outcome] of [
      ['two', [false, true, true]],
      ['one', [false, false, false]],
    ] as const) {
      const scene = await slowScene(sql, 2)
      const [stolen, other] = scene.ids as [CredentialId, CredentialId]
      const before = await scene.add(stolen)
      const enough = await scene.proveEnough(by)
      const added = await scene.add(stolen)
      const further = await scene.add(added.id)
      const owns = await scene.add(other)
      const id = await registered(scene, enough, [stolen])
      await nextMillisecond()
      expect(await proven(scene, id)).to.equal(true)
      const called = await scene.scheduled()
      expect([before, added, further].map((one) => called.includes(one.id))).to.deep.equal(outcome)
      expect(called).not.to.include(owns.id)
      const [first] = await scene.statuses(added.id)
      // It is undone at once, by proofs that are older than it.
      expect(first).to.equal(by === 'two' ? 'suspended' : 'active')
    }
  })
})
