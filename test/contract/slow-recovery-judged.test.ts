import { expect } from 'chai'
import { spendOperatorLink } from '../../server/stores/sql/operator-links/spend.ts'
import type { CredentialId } from '../../shared/ids.ts'
import { onBothDatabases } from './on-both-databases.ts'
import { WEEK } from './passkeys-of-one.ts'
import { DAY, HOUR, newPage, type SlowScene, slowScene } from './slow-scene.ts'
import { codeOf, randomText } from './sql-samples.ts'

onBothDatabases('a passkey against what two proofs brought', (sql) => {
  /** What is proven after a code, and for `one` after its hold. */
  const MORE = {
    one: { slow: 'backup-code', method: 'backup-code', waitsMs: 3 * DAY + HOUR },
    two: { slow: 'assisted', method: 'email', waitsMs: 0 },
    operator: { slow: 'assisted', method: 'operator', waitsMs: 0 },
    decided: { slow: 'assisted', method: 'operator-decision', waitsMs: 0 },
  } as const

  /** Its passkey signed in. */
  async function arrived(scene: SlowScene, by: keyof typeof MORE) {
    const { slow, method, waitsMs } = MORE[by]
    const page = newPage()
    const first = await scene.prove(page)
    if (waitsMs > 0) await scene.pass(first.recovery.id, waitsMs)
    const proven = await scene.proveWith(page, slow, await scene.newEvidence({ method }))
    if (proven === 'void') throw new Error('The evidence was void.')
    const id = randomText<CredentialId>(32)
    expect(await scene.register(proven, id)).to.equal('registered')
    expect(await scene.proveNew(id)).not.to.equal(null)
    return { id, arrival: proven.recovery.id }
  }

  /** Passkeys from long before: of one that was made in the last week, nobody knows whose it is. */
  async function settled(passkeys: number) {
    const scene = await slowScene(sql, passkeys)
    await sql.run(
      `update credentials set created_at = created_at - ${2 * WEEK} where account_id = '${scene.accountId}'`,
    )
    return { ...scene, oldest: scene.ids[0]!, second: scene.ids[1]! }
  }

  it('[R22] [R23] pauses it for 3 days, once, and undoes nothing, however old it is', async () => {
    const scene = await settled(1)
    const { oldest, doing } = scene
    const { id, arrival } = await arrived(scene, 'two')
    const { id: session } = await scene.signIn(id)
    expect(await sql.one.recoveries.freeze(doing(oldest), arrival)).to.deep.equal({
      endedSessions: [session],
    })
    expect(await scene.statuses(id)).to.deep.equal(['frozen'])
    expect(await sql.one.recoveries.undo(doing(oldest), arrival, false, WEEK)).to.equal(false)
    await sql.one.recoveries.sweep(DAY)
    expect(await scene.statuses(id)).to.deep.equal(['frozen'])
    await sql.run(`update recoveries set frozen_until = frozen_until - ${3 * DAY} where id = '${arrival}'`)
    expect((await sql.one.recoveries.sweep(DAY)).resumed).to.be.at.least(1)
    expect(await scene.statuses(id)).to.deep.equal(['active'])
    expect(await sql.one.recoveries.freeze(doing(oldest), arrival)).to.equal(null)
    expect(await sql.one.acts.stop(doing(oldest))).to.deep.include({ ok: true, arrivals: [] })
    expect(await scene.statuses(id)).to.deep.equal(['active'])
    expect(await scene.actions()).to.include.members(['recovery-paused', 'recovery-lifted'])
  })

  it('[R23] pauses nothing afterwards that it paused on its way', async () => {
    const scene = await settled(1)
    const page = newPage()
    await scene.prove(page)
    const mailed = () => scene.newEvidence({ method: 'email' })
    const proven = await scene.proveWith(page, 'assisted', await mailed())
    if (proven === 'void') throw new Error('The evidence was void.')
    expect(await scene.stop(scene.oldest, proven)).to.include({ outcome: 'paused' })
    await scene.pass(proven.recovery.id, 3 * DAY + HOUR)
    const again = await scene.proveWith(page, 'assisted', await mailed())
    if (again === 'void') throw new Error('The evidence was void.')
    const id = randomText<CredentialId>(32)
    expect(await scene.register(again, id)).to.equal('registered')
    expect(await scene.proveNew(id)).not.to.equal(null)
    expect(await sql.one.recoveries.freeze(scene.doing(scene.oldest), again.recovery.id)).to.equal(null)
    expect(await scene.statuses(id)).to.deep.equal(['active'])
  })

  it('[R23] pauses it by stopping all changes too, and leaves what came from it', async () => {
    const scene = await settled(1)
    const { id, arrival } = await arrived(scene, 'two')
    await sql.run(`update credentials set probation_until = null where id = '${id}'`)
    const added = await scene.add(id)
    await sql.run(`update recoveries set created_at = 1 where id = '${added.arrival}'`)
    const stopped = await sql.one.acts.stop(scene.doing(scene.oldest))
    expect(stopped).to.deep.include({ ok: true })
    const until = (await sql.other.recoveries.find(arrival))?.frozenUntil
    expect(until).to.be.closeTo(Date.now() + 3 * DAY, 60_000)
    expect(await scene.statuses(id, added.id)).to.deep.equal(['frozen', 'active'])
  })

  it('[R24] neither removes it, reports it stolen, renames it nor schedules that', async () => {
    const scene = await settled(1)
    const { oldest } = scene
    const { id } = await arrived(scene, 'two')
    const young = await scene.add(oldest)
    for (const by of [oldest, young.id]) {
      expect(codeOf(await scene.remove(by, id))).to.equal('outweighed')
      expect(codeOf(await scene.stolen(by, id))).to.equal('outweighed')
      expect(codeOf(await sql.one.acts.rename(scene.act(by, id), 'Thief'))).to.equal('outweighed')
    }
    expect(await scene.scheduled()).to.deep.equal([])
    expect(await scene.statuses(id)).to.deep.equal(['active'])
    await scene.lapse(id)
    expect(codeOf(await scene.remove(oldest, id))).to.equal(null)
  })

  it('[R24] nor before its first sign-in', async () => {
    const scene = await settled(1)
    const page = newPage()
    await scene.prove(page)
    const proven = await scene.proveWith(page, 'assisted', await scene.newEvidence({ method: 'email' }))
    const id = randomText<CredentialId>(32)
    if (proven === 'void') throw new Error('The evidence was void.')
    await scene.register(proven, id)
    expect(codeOf(await scene.remove(scene.oldest, id))).to.equal('outweighed')
    expect(await scene.proveNew(id)).not.to.equal(null)
  })

  it('[R25] stays frozen by two passkeys from before, which is a tie, and none of them undoes it', async () => {
    const scene = await settled(2)
    const { oldest, second, doing } = scene
    const { id, arrival } = await arrived(scene, 'two')
    expect(await sql.one.recoveries.freeze(doing(second), arrival)).not.to.equal(null)
    expect(await sql.one.recoveries.freeze(doing(oldest), arrival)).not.to.equal(null)
    await sql.run(`update recoveries set frozen_until = frozen_until - ${4 * DAY} where id = '${arrival}'`)
    await sql.one.recoveries.sweep(DAY)
    expect(await scene.statuses(id)).to.deep.equal(['frozen'])
    expect(await sql.one.recoveries.undo(doing(oldest), arrival, false, WEEK)).to.equal(false)
    expect(await sql.one.recoveries.lift(doing(oldest), arrival)).to.equal(true)
    expect(await scene.statuses(id)).to.deep.equal(['active'])
  })

  it('[R63] is no tie if the operator decided it, and one by any other link', async () => {
    for (const [by, isTie] of [
      ['operator', true],
      ['decided', false],
    ] as const) {
      const scene = await settled(2)
      const { oldest, second, doing } = scene
      const { arrival } = await arrived(scene, by)
      expect(await sql.one.recoveries.freeze(doing(second), arrival)).not.to.equal(null)
      expect((await sql.one.recoveries.freeze(doing(oldest), arrival)) !== null).to.equal(isTie)
      const until = (await sql.other.recoveries.find(arrival))?.frozenUntil
      expect(until === null, by).to.equal(isTie)
    }
  })

  it('[R63] [R83] a link decides that the operator made since there was a tie that can be undone, and no other', async () => {
    const scene = await settled(2)
    const { oldest, second, doing, accountId } = scene
    async function given() {
      const { secret, decides } = await sql.one.operatorLinks.make(accountId)
      const { id } = (await sql.other.operatorLinks.find(secret))!
      const evidence = JSON.stringify([id, newPage()])
      const spent = await sql.otherDatabase.transact((tx) => spendOperatorLink(tx, accountId, evidence))
      return [decides, spent?.method]
    }
    expect(await given()).to.deep.equal([false, 'operator'])
    const { id, arrival } = await arrived(scene, 'two')
    expect(await given()).to.deep.equal([false, 'operator'])
    await sql.one.recoveries.freeze(doing(second), arrival)
    expect(await given()).to.deep.equal([false, 'operator'])
    await sql.one.recoveries.freeze(doing(oldest), arrival)
    expect(await given()).to.deep.equal([true, 'operator-decision'])
    // They could lift it as soon as they have frozen it.
    await sql.one.recoveries.lift(doing(oldest), arrival)
    expect(await given()).to.deep.equal([true, 'operator-decision'])
    await scene.lapse(id)
    expect(await given()).to.deep.equal([false, 'operator'])
  })

  it('[R64] is no tie by one that was made before an earlier recovery, which was stopped', async () => {
    for (const [how, daysBefore, isTie] of [
      ['undone', 8, false],
      ['undone', 15, true],
      ['ended', 8, false],
      ['not stopped', 8, true],
    ] as const) {
      const scene = await settled(1)
      const { oldest, doing } = scene
      const made = await scene.add(oldest)
      // It is older by a week than the recovery that comes now, and not than the one before.
      await sql.run(`update credentials set created_at = created_at - ${9 * DAY} where id = '${made.id}'`)
      await sql.run(`update recoveries set state = 'done', undo_until = 1 where id = '${made.arrival}'`)
      const earlier = await scene.prove(newPage())
      if (how === 'ended') expect(await scene.stop(oldest, earlier)).to.include({ outcome: 'ended' })
      else
        await sql.run(
          `update recoveries set state = '${how === 'undone' ? how : 'ended'}' where id = '${earlier.recovery.id}'`,
        )
      await sql.run(
        `update recoveries set created_at = created_at - ${daysBefore * DAY} where id = '${earlier.recovery.id}'`,
      )
      const { arrival } = await arrived(scene, 'two')
      expect(await sql.one.recoveries.freeze(doing(oldest), arrival)).not.to.equal(null)
      const tie = await sql.one.recoveries.freeze(doing(made.id), arrival)
      expect(tie !== null, `${how} ${daysBefore}`).to.equal(isTie)
    }
  })

  it('[R25] is no tie by a passkey that the first one made', async () => {
    const scene = await settled(1)
    const { oldest, doing } = scene
    const made = await scene.add(oldest)
    const { arrival } = await arrived(scene, 'two')
    expect(await sql.one.recoveries.freeze(doing(oldest), arrival)).not.to.equal(null)
    expect(await sql.one.recoveries.freeze(doing(made.id), arrival)).to.equal(null)
    expect((await sql.other.recoveries.find(arrival))?.frozenUntil).to.be.a('number')
  })

  it('[R22] freezes and undoes what one proof brought', async () => {
    const scene = await settled(1)
    const { oldest, doing } = scene
    const { id, arrival } = await arrived(scene, 'one')
    expect(await sql.one.recoveries.freeze(doing(oldest), arrival)).not.to.equal(null)
    expect(await sql.one.recoveries.undo(doing(oldest), arrival, false, WEEK)).to.equal(true)
    expect(await scene.statuses(id)).to.deep.equal(['suspended'])
  })
})
