import { expect } from 'chai'
import type { CredentialId } from '../../shared/ids.ts'
import type { RetireMode } from '../../shared/recovery.ts'
import { onBothDatabases } from './on-both-databases.ts'
import { DAY, HOUR, newPage, type SlowScene, slowScene } from './slow-scene.ts'
import { randomText } from './sql-samples.ts'

onBothDatabases('what a recovery undoes by methods', (sql) => {
  /** Proofs of two methods that were set up at that time, and a page that may register. */
  async function proven(scene: SlowScene, since: number, methods = ['backup-code', 'email'] as const) {
    const page = newPage()
    let last = await scene.proveWith(
      page,
      'backup-code',
      await scene.newEvidence({ since, method: methods[0] }),
    )
    if (methods.length > 1)
      last = await scene.proveWith(page, 'assisted', await scene.newEvidence({ since, method: methods[1] }))
    if (last === 'void') throw new Error('The evidence was void.')
    return last
  }
  /** Somebody comes back by these proofs, and calls a passkey stolen. */
  async function comesBack(scene: SlowScene, stolen: CredentialId, since: number) {
    const back = await proven(scene, since)
    const id = randomText<CredentialId>(32)
    const retires = [{ credentialId: stolen, mode: 'stolen' as const }]
    expect(await scene.register(back, id, sql.one, retires)).to.equal('registered')
    const done = await scene.proveNew(id)
    if (!done || done === 'counter-went-back') throw new Error('It was not proven.')
    return { id, endedSessions: done.endedSessions }
  }

  it('[R59] is a passkey that came after the proofs were set up: at once, with its sessions', async () => {
    const scene = await slowScene(sql)
    const thief = await scene.add(scene.ids[0]!)
    const { id: session } = await scene.signIn(thief.id)
    const { id, endedSessions } = await comesBack(scene, thief.id, 1)
    expect(endedSessions).to.include(session)
    expect(await scene.statuses(id, thief.id)).to.deep.equal(['active', 'suspended'])
    expect(await scene.actions()).to.include('recovery-undone')
  })

  it('[R62] does not take that back by stopping changes, as one can that a younger passkey set aside', async () => {
    const scene = await slowScene(sql)
    const thief = await scene.add(scene.ids[0]!)
    const { id } = await comesBack(scene, thief.id, 1)
    const doing = { accountId: scene.accountId, by: thief.id, trace: {} }
    expect((await sql.one.acts.stop(doing)).ok).to.equal(false)
    expect(await scene.statuses(id, thief.id)).to.deep.equal(['active', 'suspended'])
  })

  it('[R62] stays called out, also if an older passkey gives it back: then it can only pause', async () => {
    const scene = await slowScene(sql)
    const oldest = scene.ids[0]!
    const thief = await scene.add(oldest)
    await comesBack(scene, thief.id, 1)
    const doing = { accountId: scene.accountId, by: oldest, on: thief.id, trace: {} }
    expect(await sql.one.acts.restore(doing)).to.have.property('ok', true)
    const back = (await sql.other.credentials.list(scene.accountId)).find(({ id }) => id === thief.id)
    expect(back).to.include({ status: 'active', calledOut: true })
  })

  it('[R59] is none by proofs that are younger than it: that one retires after 7 days', async () => {
    const scene = await slowScene(sql)
    const thief = await scene.add(scene.ids[0]!)
    const { id } = await comesBack(scene, thief.id, await sql.one.now())
    expect(await scene.statuses(id, thief.id)).to.deep.equal(['active', 'active'])
    expect(
      (await sql.other.acts.scheduled(scene.accountId)).map(({ credentialId }) => credentialId),
    ).to.deep.equal([thief.id])
  })

  it('[R59] is what two proofs brought only by two', async () => {
    for (const methods of [['backup-code', 'email'], ['backup-code']] as const) {
      const scene = await slowScene(sql)
      const first = await proven(scene, 1)
      const thief = randomText<CredentialId>(32)
      expect(await scene.register(first, thief)).to.equal('registered')
      await scene.proveNew(thief)
      await sql.run(`update credentials set last_used_at = null where account_id = '${scene.accountId}'`)
      const page = newPage()
      const evidence = () => scene.newEvidence({ since: 1, method: 'backup-code' })
      let back = await scene.proveWith(page, 'backup-code', await evidence())
      if (back === 'void') throw new Error('The evidence was void.')
      if (methods.length > 1)
        back = await scene.proveWith(page, 'assisted', await scene.newEvidence({ since: 1, method: 'email' }))
      else {
        await scene.pass(back.recovery.id, 3 * DAY + HOUR)
        back = await scene.proveWith(page, 'backup-code', await evidence())
      }
      if (back === 'void') throw new Error('The evidence was void.')
      const id = randomText<CredentialId>(32)
      const retires = [{ credentialId: thief, mode: 'stolen' as const }]
      expect(await scene.register(back, id, sql.one, retires), String(methods)).to.equal('registered')
      await scene.proveNew(id)
      expect(await scene.statuses(thief), String(methods)).to.deep.equal([
        methods.length > 1 ? 'suspended' : 'active',
      ])
    }
  })

  it('[R59] takes two older proofs under RECOVERY_LEVEL=aal2, however long one alone has waited', async () => {
    for (const level of ['hold', 'aal2'] as const) {
      const scene = await slowScene(sql)
      const thief = await scene.add(scene.ids[0]!)
      await sql.run(`update credentials set last_used_at = null where account_id = '${scene.accountId}'`)
      const page = newPage()
      const older = () => scene.newEvidence({ since: 1, method: 'backup-code' })
      let back = await scene.proveWith(page, 'backup-code', await older())
      if (back === 'void') throw new Error('The evidence was void.')
      await scene.pass(back.recovery.id, 3 * DAY + HOUR)
      await scene.proveWith(page, 'backup-code', await older())
      const younger = await scene.newEvidence({ since: await sql.one.now(), method: 'email' })
      back = await scene.proveWith(page, 'assisted', younger)
      if (back === 'void') throw new Error('The evidence was void.')
      const id = randomText<CredentialId>(32)
      const retires = [{ credentialId: thief.id, mode: 'stolen' as const }]
      expect(await scene.register(back, id, sql.one, retires)).to.equal('registered')
      await scene.proveNew(id, level)
      expect(await scene.statuses(thief.id), level).to.deep.equal([level === 'hold' ? 'suspended' : 'active'])
    }
  })

  it('[R60] is nothing that is lost, nor what can’t be undone any more', async () => {
    for (const late of [false, true]) {
      const scene = await slowScene(sql)
      const thief = await scene.add(scene.ids[0]!)
      if (late) await sql.run(`update recoveries set undo_until = 1 where id = '${thief.arrival}'`)
      const back = await proven(scene, 1)
      const mode: RetireMode = late ? 'stolen' : 'lost'
      const id = randomText<CredentialId>(32)
      const retires = [{ credentialId: thief.id, mode }]
      await scene.register(back, id, sql.one, retires)
      await scene.proveNew(id)
      expect(await scene.statuses(thief.id), mode).to.deep.equal(['active'])
    }
  })

  it('[R61] gives back what the undone one retired', async () => {
    const scene = await slowScene(sql)
    const own = scene.ids[0]!
    const thief = await scene.add(own)
    await sql.run(
      `update recoveries set retired_id = '${own}', retire_mode = 'lost' where id = '${thief.arrival}'`,
    )
    await sql.run(
      `update credentials set status = 'suspended', suspended_by = '${thief.id}' where id = '${own}'`,
    )
    await comesBack(scene, thief.id, 1)
    expect(await scene.statuses(own, thief.id)).to.deep.equal(['active', 'suspended'])
  })
})
