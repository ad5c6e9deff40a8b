import { expect } from 'chai'
import { randomText } from '../contract/sql-samples.ts'
import { runSql } from '../support/run-sql.ts'
import { describeOnCommonSites } from '../support/sites.ts'
import { DAY, HOUR, slowScene, stop } from './slow-scene.ts'

const NOT_THERE = [404, { error: { code: 'not_found' } }]

describeOnCommonSites('a recovery that takes days', (site) => {
  const { stores, newPage, begun, ready, pass, addLater } = slowScene(site)

  it('[R51] waits, is paused, and registers in its own browser after one more proof', async () => {
    const { owner, page, view, id } = await begun(site.otherUrl)
    expect(view).to.include({ name: owner.name, state: 'on-hold' })
    expect(view.until! - view.now).to.be.within(7 * DAY - HOUR, 7 * DAY)
    expect((await page.offerFor(id)).error?.code).to.equal('not_now')

    const later = await addLater(owner)
    await pass(id, DAY)
    const paused = await stop(later, id, site.otherUrl)
    expect(paused.body.outcome).to.equal('paused')
    const { body: told } = await page.stateOf(id)
    expect([told.state, told.until]).to.deep.equal(['paused', paused.body.until])
    await pass(id, 3 * DAY + HOUR)
    expect((await page.stateOf(id, site.otherUrl)).body.state).to.equal('on-hold')
    await pass(id, 6 * DAY)
    expect((await page.stateOf(id)).body).to.include({ state: 'needs-proof-again', until: null })
    expect((await page.offerFor(id, site.otherUrl)).error?.code).to.equal('not_now')

    const again = await page.proveCode(owner.name, owner.code())
    expect(again.body).to.include({ recoveryId: id, state: 'ready' })
    expect((await page.registerFor(id, site.otherUrl)).status).to.equal(200)
    expect((await page.stateOf(id)).body.state).to.equal('registered')
    expect((await page.signIn()).body.recovered).to.equal(true)
    expect((await page.stateOf(id, site.otherUrl)).body.state).to.equal('done')
    expect((await owner.device.get('/api/account')).underWay).to.deep.equal([])
  })

  it('[R42] is nothing to another browser, also when it knows the id', async () => {
    const { id } = await ready()
    const other = newPage()
    for (const one of [id, randomText<typeof id>()])
      for (const { status, body } of [await other.stateOf(one), await other.offerFor(one, site.otherUrl)])
        expect([status, body]).to.deep.equal(NOT_THERE)
  })

  it('[R45] by a code and by the operator’s link on one page is one, which registers at once', async () => {
    const { owner, page, id } = await begun()
    const { body } = await page.useLink(await owner.link(), site.otherUrl)
    expect(body).to.include({ recoveryId: id, state: 'ready' })
    expect(body.proofs.map(({ method }) => method)).to.deep.equal(['backup-code', 'assisted'])
    expect((await owner.device.get('/api/account')).underWay).to.have.length(1)
    expect((await page.registerFor(id)).status).to.equal(200)
    expect((await page.signIn()).error).to.equal(null)
  })

  it('[R46] moves to the browser that proves the same again, where its hold begins anew', async () => {
    const { owner, page, id } = await begun()
    await pass(id, 3 * DAY)
    const other = newPage()
    const { body } = await other.proveCode(owner.name, owner.code(), site.otherUrl)
    expect(body.recoveryId).not.to.equal(id)
    expect(body.until! - body.now).to.be.within(7 * DAY - HOUR, 7 * DAY)
    expect((await page.stateOf(id)).body).to.include({ state: 'moved', cause: 'moved' })
    const { underWay } = await owner.device.get('/api/account')
    expect(underWay.map(({ recoveryId }) => recoveryId)).to.deep.equal([body.recoveryId])
  })

  it('[R53] ends a week after its hold without its proof, and another can begin', async () => {
    const { owner, page, id } = await begun()
    await pass(id, 13 * DAY + 23 * HOUR)
    await stores.sql.slowRecoveries.sweep()
    expect((await page.stateOf(id)).body.state).to.equal('needs-proof-again')
    await pass(id, 2 * HOUR)
    await stores.sql.slowRecoveries.sweep()
    expect((await page.stateOf(id)).body).to.include({ state: 'ended', cause: 'time-ran-out' })
    expect((await page.offerFor(id)).error?.code).to.equal('not_now')
    const { body } = await page.proveCode(owner.name, owner.code())
    expect([body.recoveryId === id, body.state]).to.deep.equal([false, 'on-hold'])
  })

  it('[R57] says when it ends while it is open, on hold and later, and not once it has registered', async () => {
    const { owner, page, view, id } = await begun(site.otherUrl)
    const ends = view.endsAt! - view.now
    expect(ends).to.be.within(14 * DAY - HOUR, 14 * DAY)
    await pass(id, 8 * DAY)
    const { body: due } = await page.stateOf(id)
    expect(due.state).to.equal('needs-proof-again')
    // It is when the sweep ends it, and no other time.
    expect(due.endsAt! - due.now).to.be.within(6 * DAY - HOUR, 6 * DAY)
    await pass(id, due.endsAt! - due.now - HOUR)
    await stores.sql.slowRecoveries.sweep()
    const { body } = await page.proveCode(owner.name, owner.code())
    expect([body.recoveryId, body.state]).to.deep.equal([id, 'ready'])
    expect(body.endsAt! - body.now).to.be.within(7 * DAY - HOUR, 7 * DAY)
    expect((await page.registerFor(id)).status).to.equal(200)
    expect((await page.stateOf(id)).body.endsAt).to.equal(null)
  })

  it('[R53] ends a week after it could have registered', async () => {
    const { page, id } = await ready()
    await pass(id, 7 * DAY - HOUR)
    await stores.sql.slowRecoveries.sweep()
    expect((await page.stateOf(id)).body.state).to.equal('ready')
    await pass(id, 2 * HOUR)
    await stores.sql.slowRecoveries.sweep()
    expect((await page.registerFor(id)).error?.code).to.equal('not_now')
  })

  it('[S43] has no passkey any more if that does not sign in within a day', async () => {
    const { page, id } = await ready()
    expect((await page.registerFor(id)).status).to.equal(200)
    await pass(id, DAY + HOUR)
    expect((await page.signIn()).error?.code).to.equal('passkey_unknown')
    await stores.sql.recoveries.sweep(DAY)
    expect((await page.stateOf(id)).body).to.include({ state: 'ended', cause: 'time-ran-out' })
  })

  it('leads nowhere once its account is gone', async () => {
    const { owner, page, id } = await ready()
    const { body: offer } = await page.offerFor(id)
    const secret = await owner.link()
    await runSql(site, `delete from accounts where id = '${owner.accountId}'`)
    const state = await page.stateOf(id)
    expect([state.status, state.body]).to.deep.equal(NOT_THERE)
    expect((await page.offerFor(id, site.otherUrl)).error?.code).to.equal('not_found')
    expect((await page.proveCode(owner.name, owner.code())).error?.code).to.equal('code_invalid')
    expect((await page.useLink(secret)).error?.code).to.equal('code_invalid')
    expect((await page.register(id, page.attest(offer))).error?.code).to.equal('not_found')
    expect((await page.signIn()).error?.code).to.equal('passkey_unknown')
  })
})
