import { expect } from 'chai'
import type { CredentialId, RecoveryId } from '../../shared/ids.ts'
import { onBothDatabases } from './on-both-databases.ts'
import { DAY, HOUR, ledgerOn, newPage, slowScene } from './slow-scene.ts'
import { atOnce, randomText } from './sql-samples.ts'

onBothDatabases('a recovery without another device', (sql) => {
  it('has its row from its first proof on, on hold', async () => {
    const scene = await slowScene(sql)
    const page = newPage()
    const { recovery } = await scene.prove(page)
    expect(await sql.other.recoveries.find(recovery.id)).to.deep.include({
      accountId: scene.accountId,
      method: 'backup-code',
      state: 'on-hold',
      credentialId: null,
    })
    expect(await scene.standing({ ...(await scene.slow.find(recovery.id, page))! })).to.equal('on-hold')
    expect((await scene.actions())[0]).to.equal('recovery-proof-added')
  })

  it('[R42] is found by its own page alone', async () => {
    const scene = await slowScene(sql)
    const { recovery } = await scene.prove(newPage())
    expect(await scene.slow.find(recovery.id, newPage())).to.equal(null)
    expect(await scene.slow.find(randomText<RecoveryId>(), recovery.pageKey)).to.equal(null)
  })

  it('[R44] takes evidence once, however many pages use it at the same moment', async () => {
    const scene = await slowScene(sql)
    const evidence = await scene.newEvidence()
    const proven = await atOnce([scene.slow, scene.elsewhere], 50, (ledger) =>
      scene.proveWith(newPage(), 'backup-code', evidence, ledger),
    )
    expect(proven.filter((one) => one !== 'void')).to.have.length(1)
    const actions = await scene.actions()
    expect(actions.filter((action) => action === 'recovery-proof-added')).to.have.length(1)
  })

  it('[R44] writes nothing for evidence that is void', async () => {
    const scene = await slowScene(sql)
    expect(await scene.proveWith(newPage(), 'backup-code', 'nobody’s')).to.equal('void')
    expect((await sql.other.recoveries.toTell(scene.accountId)).underWay).to.deep.equal([])
  })

  it('[R45] two proofs on one page are one recovery, which can register at once', async () => {
    const scene = await slowScene(sql)
    const page = newPage()
    const first = await scene.prove(page)
    const second = await scene.proveWith(page, 'assisted', await scene.newEvidence({ method: 'email' }))
    if (second === 'void') throw new Error('The evidence was void.')
    expect(second.recovery.id).to.equal(first.recovery.id)
    expect(await scene.standing(second)).to.equal('ready')
    const id = randomText<CredentialId>(32)
    expect(await scene.register(second, id)).to.equal('registered')
    expect(await scene.register(second, id)).to.equal('repeated')
    expect(await scene.register(second)).to.equal('taken')
  })

  it('[R45] proofs on two pages are not: neither page has the proof of the other', async () => {
    const scene = await slowScene(sql)
    const [first, second] = [await scene.prove(newPage()), await scene.prove(newPage(), 'assisted')]
    expect(second.recovery.id).not.to.equal(first.recovery.id)
    expect(second.recovery.proofs.map(({ from }) => from)).to.deep.equal(['assisted'])
  })

  it('[R46] moves to the page that proves the same again, and its hold begins anew', async () => {
    const scene = await slowScene(sql)
    const first = await scene.prove(newPage())
    await scene.pass(first.recovery.id, DAY)
    const second = await scene.prove(newPage())
    expect(await scene.standing(first)).to.equal('moved')
    expect(await scene.standing(second)).to.equal('on-hold')
    await scene.pass(second.recovery.id, 2 * DAY + HOUR)
    expect(await scene.standing(second)).to.equal('on-hold')
    expect((await sql.other.recoveries.toTell(scene.accountId)).underWay).to.have.length(1)
  })

  it('[R46] counts as begun where it began, so that no passkey made since then may end it', async () => {
    const scene = await slowScene(sql)
    const [owner] = scene.ids as [CredentialId]
    await scene.prove(newPage())
    const later = await scene.add(owner)
    await scene.lapse(later.id)
    const moved = await scene.prove(newPage())
    expect(await scene.stop(later.id, moved)).to.include({ outcome: 'paused' })
    expect(await scene.stop(owner, moved)).to.deep.equal({ outcome: 'ended' })
  })

  it('[R46] counts as begun where the first of those began that came together in it', async () => {
    const scene = await slowScene(sql)
    const [owner] = scene.ids as [CredentialId]
    const first = await scene.prove(newPage())
    const later = await scene.add(owner)
    await scene.lapse(later.id)
    const page = newPage()
    await scene.prove(page, 'assisted')
    const { recovery } = await scene.prove(page)
    expect(await scene.standing(first)).to.equal('moved')
    const stored = await sql.other.recoveries.find(recovery.id)
    expect(stored?.createdAt).to.equal(recovery.createdAt).and.to.equal(first.recovery.createdAt)
    expect(stored?.createdAt).to.be.below((await scene.find(later.id)).createdAt)
  })

  it('[R46] with two proofs has a place that one proof elsewhere does not take', async () => {
    const scene = await slowScene(sql)
    const page = newPage()
    await scene.prove(page)
    const both = await scene.prove(page, 'assisted')
    const rival = await scene.prove(newPage())
    expect([await scene.standing(both), await scene.standing(rival)]).to.deep.equal(['on-hold', 'on-hold'])
    expect(rival.recovery.id).not.to.equal(both.recovery.id)
    await scene.prove(page)
    expect([await scene.standing(both), await scene.standing(rival)]).to.deep.equal(['on-hold', 'moved'])
  })

  it('[R46] leaves as many under way as there are sets of methods, whatever is proven', async () => {
    const scene = await slowScene(sql)
    const pages = [newPage(), newPage(), newPage(), newPage()]
    for (const page of pages) {
      await scene.prove(page)
      await scene.prove(page, 'assisted')
    }
    for (const method of ['backup-code', 'assisted'] as const) await scene.prove(newPage(), method)
    expect((await sql.other.recoveries.toTell(scene.accountId)).underWay).to.have.length(3)
  })

  it('[R51] registers after its hold and one more proof, and not before', async () => {
    const scene = await slowScene(sql)
    const page = newPage()
    const first = await scene.prove(page)
    expect(await scene.register(first)).to.equal('unjustified')
    await scene.pass(first.recovery.id, 3 * DAY + HOUR)
    expect(await scene.standing(first)).to.equal('needs-proof-again')
    expect(await scene.register(first)).to.equal('unjustified')
    const again = await scene.prove(page)
    expect(again.recovery.id).to.equal(first.recovery.id)
    expect(await scene.standing(again)).to.equal('ready')
    const id = randomText<CredentialId>(32)
    expect(await scene.register(again, id)).to.equal('registered')
    expect(await scene.standing(again)).to.equal('registered')
    expect(await scene.proveNew(id)).not.to.equal(null)
    expect(await scene.standing(again)).to.equal('done')
  })

  it('[R51] waits longer when a passkey was used after it could register', async () => {
    const scene = await slowScene(sql)
    const page = newPage()
    const first = await scene.prove(page)
    await scene.pass(first.recovery.id, 3 * DAY + HOUR)
    const ready = await scene.prove(page)
    await sql.run(`update credentials set last_used_at = created_at where id = '${scene.ids[0]}'`)
    expect(await scene.standing(ready)).to.equal('on-hold')
    expect(await scene.register(ready)).to.equal('unjustified')
  })

  it('[R51] is registered for its own account alone', async () => {
    const [scene, other] = [await slowScene(sql), await slowScene(sql)]
    const page = newPage()
    await scene.prove(page)
    const ready = await scene.proveWith(page, 'assisted', await scene.newEvidence({ method: 'email' }))
    if (ready === 'void') throw new Error('The evidence was void.')
    const stolen = { ...ready, recovery: { ...ready.recovery, accountId: other.accountId } }
    expect(await other.register(stolen)).to.equal('taken')
    expect(await scene.standing(ready)).to.equal('ready')
  })

  it('refuses a passkey that is known already, and can still register another', async () => {
    const scene = await slowScene(sql)
    const page = newPage()
    await scene.prove(page)
    const ready = await scene.proveWith(page, 'assisted', await scene.newEvidence({ method: 'operator' }))
    if (ready === 'void') throw new Error('The evidence was void.')
    expect(await scene.register(ready, scene.ids[0]!)).to.equal('credential-known')
    expect(await scene.register(ready)).to.equal('registered')
  })

  it('[S43] proves its passkey within a day of the registration, however long ago it began', async () => {
    const scene = await slowScene(sql)
    const page = newPage()
    const first = await scene.prove(page)
    await scene.pass(first.recovery.id, 3 * DAY + HOUR)
    const ready = await scene.prove(page)
    const id = randomText<CredentialId>(32)
    await scene.register(ready, id)
    await sql.one.recoveries.sweep(DAY)
    expect(await scene.standing(ready)).to.equal('registered')
    expect(await scene.proveNew(id)).not.to.equal(null)
    expect((await scene.find(id)).status).to.equal('active')
  })

  it('[R53] ends a week after its last proof or its hold, on one of the nodes that sweep', async () => {
    const scene = await slowScene(sql)
    const { recovery } = await scene.prove(newPage())
    await scene.pass(recovery.id, 13 * DAY)
    expect(await scene.slow.sweep()).not.to.include(scene.accountId)
    await scene.pass(recovery.id, DAY + HOUR)
    const ended = await atOnce([scene.slow, scene.elsewhere], 6, (ledger) => ledger.sweep())
    expect(ended.flat().filter((id) => id === scene.accountId)).to.have.length(1)
    expect(await scene.slow.find(recovery.id, recovery.pageKey)).to.deep.nested.include({
      'recovery.state': 'ended',
      'recovery.cause': 'time-ran-out',
    })
  })

  it('[R53] goes on if it is proven again between the look of a sweep and its end', async () => {
    const scene = await slowScene(sql)
    const { recovery } = await scene.prove(newPage())
    await scene.pass(recovery.id, 14 * DAY + HOUR)
    const sweeping = ledgerOn({
      ...sql.database,
      async transact(work) {
        await scene.prove(recovery.pageKey)
        return sql.database.transact(work)
      },
    })
    expect(await sweeping.sweep()).not.to.include(scene.accountId)
    expect((await scene.slow.find(recovery.id, recovery.pageKey))?.recovery.state).to.equal('approved')
  })

  it('is forgotten with its page key when it is long over', async () => {
    const scene = await slowScene(sql)
    const first = await scene.prove(newPage())
    const second = await scene.prove(newPage())
    await scene.pass(first.recovery.id, 100 * DAY)
    await scene.pass(second.recovery.id, 100 * DAY)
    await sql.one.forget({ auditMs: 90 * DAY })
    expect(await scene.slow.find(first.recovery.id, first.recovery.pageKey)).to.equal(null)
    expect(await scene.slow.find(second.recovery.id, second.recovery.pageKey)).not.to.equal(null)
    const waits = await sql.database.db.selectFrom('recovery_waits').select('recovery_id').execute()
    expect(waits.map((wait) => wait.recovery_id)).to.not.include(first.recovery.id)
  })
})
