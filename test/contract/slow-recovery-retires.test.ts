import { expect } from 'chai'
import type { Surrounded } from '../../server/recovery/slow/slow-ledger.ts'
import { viewOf } from '../../server/recovery/slow/standing.ts'
import type { CredentialId } from '../../shared/ids.ts'
import type { RetireMode } from '../../shared/recovery.ts'
import { onBothDatabases } from './on-both-databases.ts'
import { WEEK } from './passkeys-of-one.ts'
import { DAY, HOUR, newPage, type SlowScene, slowScene } from './slow-scene.ts'
import { codeOf, randomText } from './sql-samples.ts'

onBothDatabases('passkeys that a recovery called lost or stolen', (sql) => {
  /** By two proofs, or by one after its hold. Its passkey signed in, and calls the first one that. */
  async function recovered(scene: SlowScene, mode: RetireMode, by: 'two' | 'one' = 'two') {
    const proven = await scene.proveEnough(by)
    const id = randomText<CredentialId>(32)
    const called = [scene.ids[0]!, id, randomText<CredentialId>(32)]
    const retires = called.map((credentialId) => ({ credentialId, mode }))
    expect(await scene.register(proven, id, sql.one, retires)).to.equal('registered')
    expect(await scene.proveNew(id)).not.to.equal(null)
    await sql.run(`update credentials set probation_until = null where id = '${id}'`)
    return { id, arrival: proven.recovery.id, stolen: scene.ids[0]! }
  }

  /** Lets so much time pass for what is scheduled and can be undone. */
  async function pass(scene: SlowScene, ms: number) {
    const { accountId } = scene
    await sql.run(`update scheduled_changes set due_at = due_at - ${ms} where account_id = '${accountId}'`)
    await sql.run(
      `update recoveries set undo_until = undo_until - ${ms}, frozen_until = frozen_until - ${ms} where account_id = '${accountId}'`,
    )
  }

  it('[R32] its page learns of the old passkeys when it may make a new one, and not before', async () => {
    const scene = await slowScene(sql, 2)
    const page = newPage()
    const names = (surrounded: Surrounded) =>
      viewOf(surrounded, 'Ada', 'hold').passkeys.map(({ name }) => name)
    expect(names(await scene.prove(page))).to.deep.equal([])
    await scene.stolen(scene.ids[0]!, scene.ids[1]!)
    const mailed = await scene.proveWith(page, 'assisted', await scene.newEvidence({ method: 'email' }))
    if (mailed === 'void') throw new Error('The evidence was void.')
    expect(names(mailed)).to.deep.equal(['passkey 0', 'passkey 1'])
  })

  for (const by of ['two', 'one'] as const)
    it(`[R19] retires one after 7 days, and nothing else of what was called, by ${by}`, async () => {
      const scene = await slowScene(sql)
      const { id, stolen } = await recovered(scene, 'lost', by)
      expect(await scene.scheduled()).to.deep.equal([stolen])
      await pass(scene, WEEK - HOUR)
      await sql.one.acts.carryOut(WEEK)
      expect(await scene.statuses(id, stolen)).to.deep.equal(['active', 'active'])
      await pass(scene, HOUR)
      await sql.one.acts.carryOut(WEEK)
      expect(await scene.statuses(id, stolen)).to.deep.equal(['active', 'suspended'])
    })

  for (const [what, stands] of [
    ['nothing', []],
    ['another one', [1]],
  ] as const)
    it(`[R69] is called so by the registration that succeeds, here ${what}: a refused one leaves nothing`, async () => {
      const scene = await slowScene(sql, 2)
      const [first, second] = scene.ids as [CredentialId, CredentialId]
      const page = newPage()
      await scene.prove(page)
      const mailed = await scene.newEvidence({ method: 'email' })
      const proven = await scene.proveWith(page, 'assisted', mailed)
      if (proven === 'void') throw new Error('The evidence was void.')
      const calling = (one: CredentialId) => [{ credentialId: one, mode: 'stolen' as const }]
      expect(await scene.register(proven, first, sql.one, calling(first))).to.equal('credential-known')
      const id = randomText<CredentialId>(32)
      const said = stands.length > 0 ? calling(second) : []
      expect(await scene.register(proven, id, sql.one, said)).to.equal('registered')
      // Nor does one that comes too late.
      expect(await scene.register(proven, id, sql.one, calling(first))).to.equal('repeated')
      expect(await scene.register(proven, undefined, sql.one, calling(first))).to.equal('taken')
      expect(await scene.proveNew(id)).not.to.equal(null)
      expect(await scene.scheduled()).to.deep.equal(stands.map((nth) => scene.ids[nth]))
    })

  it('[R28] is cancelled by none that the recovery outweighs, nor by stopping all changes', async () => {
    const scene = await slowScene(sql, 2)
    const other = scene.ids[1]!
    const { stolen, arrival } = await recovered(scene, 'stolen')
    const [change] = await sql.one.acts.scheduled(scene.accountId)
    const cancel = async (by: CredentialId) => codeOf(await sql.one.acts.cancel(scene.doing(by), change!.id))
    expect([await cancel(stolen), await cancel(other)]).to.deep.equal(['step_up_refused', 'outweighed'])
    await sql.one.recoveries.freeze(scene.doing(stolen), arrival)
    expect(await sql.one.acts.stop(scene.doing(other))).to.deep.include({ ok: true, scheduled: 0 })
    expect(await scene.scheduled()).to.deep.equal([stolen])
  })

  it('[R28] is cancelled by an older one if one proof called it so', async () => {
    const scene = await slowScene(sql)
    const { stolen, id, arrival } = await recovered(scene, 'stolen', 'one')
    const [change] = await sql.one.acts.scheduled(scene.accountId)
    expect(codeOf(await sql.one.acts.cancel(scene.doing(stolen), change!.id))).to.equal(null)
    expect(await scene.scheduled()).to.deep.equal([])
    expect(await sql.one.recoveries.freeze(scene.doing(stolen), arrival)).not.to.equal(null)
    expect(await scene.statuses(id)).to.deep.equal(['frozen'])
  })

  it('[R29] waits while the new passkey is paused, and comes about after that', async () => {
    const scene = await slowScene(sql)
    const { id, stolen, arrival } = await recovered(scene, 'lost')
    await pass(scene, WEEK - HOUR)
    expect(await sql.one.recoveries.freeze(scene.doing(stolen), arrival)).not.to.equal(null)
    await pass(scene, 2 * HOUR)
    await sql.one.acts.carryOut(WEEK)
    expect(await scene.scheduled()).to.deep.equal([stolen])
    await pass(scene, 3 * DAY)
    await sql.one.recoveries.sweep(DAY)
    await sql.one.acts.carryOut(WEEK)
    expect(await scene.statuses(id, stolen)).to.deep.equal(['active', 'active'])
    await pass(scene, DAY)
    await sql.one.acts.carryOut(WEEK)
    expect(await scene.statuses(id, stolen)).to.deep.equal(['active', 'suspended'])
  })

  it('[R29] comes about no sooner for that, if it is due later than the new passkey can be undone', async () => {
    const scene = await slowScene(sql)
    const { id, stolen, arrival } = await recovered(scene, 'lost')
    await sql.run(
      `update scheduled_changes set due_at = due_at + ${6 * DAY} where account_id = '${scene.accountId}'`,
    )
    await pass(scene, WEEK - HOUR)
    expect(await sql.one.recoveries.freeze(scene.doing(stolen), arrival)).not.to.equal(null)
    await pass(scene, 3 * DAY + HOUR)
    await sql.one.recoveries.sweep(DAY)
    expect(await scene.statuses(id, stolen)).to.deep.equal(['active', 'active'])
    await pass(scene, 2 * DAY)
    await sql.one.acts.carryOut(WEEK)
    expect(await scene.statuses(id, stolen)).to.deep.equal(['active', 'active'])
    await pass(scene, DAY)
    await sql.one.acts.carryOut(WEEK)
    expect(await scene.statuses(id, stolen)).to.deep.equal(['active', 'suspended'])
  })

  it('[R30] stops what a stolen one brought in since then, and not what a lost one did', async () => {
    for (const [mode, status] of [
      ['stolen', 'frozen'],
      ['lost', 'active'],
    ] as const) {
      const scene = await slowScene(sql)
      const { id, stolen } = await recovered(scene, mode)
      const facts = await scene.recover(id)
      await sql.run(`update recoveries set approved_by = '${stolen}' where id = '${facts.arrival}'`)
      await pass(scene, WEEK - 1_000)
      await sql.run(`update recoveries set undo_until = undo_until + 60000 where id = '${facts.arrival}'`)
      await pass(scene, 1_000)
      await sql.one.acts.carryOut(WEEK)
      expect(await scene.statuses(stolen, facts.id)).to.deep.equal(['suspended', status])
    }
  })

  it('[R38] one that two proofs called out does not take that back by stopping changes', async () => {
    for (const [by, taken] of [
      ['two', 'passkey_suspended'],
      ['one', null],
    ] as const) {
      const scene = await slowScene(sql)
      const { id, stolen } = await recovered(scene, 'stolen', by)
      await pass(scene, WEEK)
      await sql.one.acts.carryOut(WEEK)
      expect(await scene.statuses(id, stolen)).to.deep.equal(['active', 'suspended'])
      expect(codeOf(await sql.one.acts.stop(scene.doing(stolen)))).to.equal(taken)
    }
  })

  it('[R30] what it brought in before can be undone for longer', async () => {
    const scene = await slowScene(sql)
    const [stolen] = scene.ids as [CredentialId]
    const [young, old] = [await scene.add(stolen), await scene.add(stolen)]
    await scene.lapse(old.id)
    const before = (await sql.other.recoveries.find(old.arrival))?.undoUntil
    await recovered(scene, 'stolen')
    const { undoUntil } = (await sql.other.recoveries.find(young.arrival))!
    expect(undoUntil).to.be.closeTo(Date.now() + 8 * DAY, 60_000)
    expect((await sql.other.recoveries.find(old.arrival))?.undoUntil).to.equal(before)
  })

  it('[R31] meanwhile it signs in and freezes what came by that recovery, and does nothing else', async () => {
    const scene = await slowScene(sql, 2)
    const other = scene.ids[1]!
    const { stolen, arrival } = await recovered(scene, 'stolen')
    expect((await scene.signIn(stolen)).begun).not.to.equal(null)
    expect(codeOf(await scene.remove(stolen, other))).to.equal('step_up_refused')
    expect((await scene.add(stolen)).outcome).not.to.equal('added')
    expect((await scene.recover(stolen, false)).outcome).to.equal('approver-gone')
    expect(codeOf(await sql.one.acts.stop(scene.doing(stolen)))).to.equal('outweighed')
    expect(codeOf(await scene.remove(other, other))).to.equal(null)
    expect(await sql.one.recoveries.freeze(scene.doing(stolen), arrival)).not.to.equal(null)
    expect(codeOf(await sql.one.acts.stop(scene.doing(stolen)))).to.equal('outweighed')
  })

  it('[R31] what it added and froze before the recovery, it neither lifts nor undoes any more', async () => {
    for (const [by, mayLift] of [
      ['one', true],
      ['two', false],
    ] as const) {
      const scene = await slowScene(sql)
      const [oldest] = scene.ids as [CredentialId]
      const hidden = await scene.add(oldest)
      expect(await sql.one.recoveries.freeze(scene.doing(oldest), hidden.arrival)).not.to.equal(null)
      const { stolen } = await recovered(scene, 'stolen', by)
      expect(stolen).to.equal(oldest)
      expect(await sql.one.recoveries.lift(scene.doing(stolen), hidden.arrival)).to.equal(mayLift)
      await sql.one.recoveries.freeze(scene.doing(stolen), hidden.arrival)
      expect(await sql.one.recoveries.undo(scene.doing(stolen), hidden.arrival, false, WEEK)).to.equal(
        mayLift,
      )
    }
  })

  it('[R31] one proof silences none, and neither does a tie', async () => {
    const [weak, tied] = [await slowScene(sql), await slowScene(sql, 2)]
    const one = await recovered(weak, 'stolen', 'one')
    expect((await weak.find(one.stolen)).calledOut).to.equal(false)
    await sql.run(
      `update credentials set created_at = created_at - ${2 * WEEK} where account_id = '${tied.accountId}'`,
    )
    const { stolen, arrival } = await recovered(tied, 'stolen')
    expect((await tied.find(stolen)).calledOut).to.equal(true)
    for (const by of tied.ids) await sql.one.recoveries.freeze(tied.doing(by), arrival)
    expect((await tied.find(stolen)).calledOut).to.equal(false)
    expect(await tied.scheduled()).to.deep.equal([])
  })
})
