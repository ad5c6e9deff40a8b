import { expect } from 'chai'
import { eventually } from '../contract/eventually.ts'
import { runSql } from '../support/run-sql.ts'
import { SignedInDevice } from '../support/signed-in-device.ts'
import { describeOnCommonSites } from '../support/sites.ts'
import { closeAfterwards } from './scene.ts'
import { DAY, HOUR, slowScene, stop } from './slow-scene.ts'

describeOnCommonSites('stopping a recovery that takes days', (site) => {
  const { newPage, newOwner, begun, ready, pass, addLater } = slowScene(site)

  const activity = async (device: SignedInDevice) =>
    (await device.get('/api/account')).activity.map(({ action }) => action)

  it('[R50] ends one by one proof, at once on every node, and bars no other', async () => {
    const { owner, page, id } = await begun()
    const watching = closeAfterwards(await owner.device.secondDevice())
    await watching.connect(site.otherUrl, '/account')
    const before = watching.changes
    expect((await stop(owner.device, id, site.otherUrl)).body).to.deep.equal({
      outcome: 'ended',
      until: null,
    })
    await eventually('the other device hears of it', async () => watching.changes > before, 2_000)
    expect((await page.stateOf(id)).body).to.include({ state: 'ended', cause: 'denied' })
    expect((await stop(owner.device, id)).error?.code).to.equal('not_found')
    expect(await activity(owner.device)).to.include('recovery-ended')
    const { body } = await page.proveCode(owner.name, owner.code(), site.otherUrl)
    expect([body.recoveryId === id, body.state]).to.deep.equal([false, 'on-hold'])
  })

  it('[R50] takes back a passkey that has not signed in', async () => {
    const { owner, page, id } = await ready()
    expect((await page.registerFor(id)).status).to.equal(200)
    expect((await stop(owner.device, id)).body.outcome).to.equal('ended')
    expect((await page.signIn()).error?.code).to.equal('passkey_unknown')
    expect((await page.stateOf(id)).body.state).to.equal('ended')
  })

  it('[R54] pauses one that could register, once, so that it has to be proven again', async () => {
    const { owner, page, id } = await begun()
    const later = await addLater(owner)
    await pass(id, 7 * DAY + HOUR)
    expect((await page.proveCode(owner.name, owner.code())).body.state).to.equal('ready')
    const { body: offer } = await page.offerFor(id)
    expect((await stop(later, id, site.otherUrl)).body.outcome).to.equal('paused')
    expect((await page.register(id, page.attest(offer))).error?.code).to.equal('not_now')
    expect((await page.stateOf(id)).body.state).to.equal('paused')
    expect((await stop(later, id)).error?.code).to.equal('not_undoable')
    await pass(id, 3 * DAY + HOUR)
    expect((await page.stateOf(id)).body.state).to.equal('needs-proof-again')
    await page.proveCode(owner.name, owner.code())
    expect((await page.registerFor(id)).status).to.equal(200)
  })

  it('[R54] leaves one by the operator’s link, which is undone afterwards instead', async () => {
    const owner = await newOwner()
    const page = newPage()
    const { body } = await page.useLink(await owner.link())
    expect((await stop(owner.device, body.recoveryId)).error?.code).to.equal('not_undoable')
    expect((await page.registerFor(body.recoveryId)).status).to.equal(200)
    expect((await stop(owner.device, body.recoveryId)).error?.code).to.equal('not_undoable')
    expect((await page.signIn()).error).to.equal(null)
  })

  it('[R47] keeps its pause when it moves to another browser', async () => {
    const { owner, id } = await begun()
    const later = await addLater(owner)
    await stop(later, id)
    const other = newPage()
    const { body } = await other.proveCode(owner.name, owner.code(), site.otherUrl)
    expect([body.recoveryId === id, body.state]).to.deep.equal([false, 'paused'])
    expect((await stop(later, body.recoveryId)).error?.code).to.equal('not_undoable')
  })

  it('[R55] takes a passkey that may act: none on probation, none that was set aside', async () => {
    const owner = await newOwner()
    const taker = newPage()
    const { body: taken } = await taker.useLink(await owner.link())
    await taker.registerFor(taken.recoveryId)
    await taker.signIn()
    const page = newPage()
    const { body } = await page.proveCode(owner.name, owner.code())
    const { recoveryId } = body
    const { body: offer } = await taker.post('/api/step-up', { action: { do: 'stop-recovery', recoveryId } })
    const assertion = taker.authenticator.get(offer.options, {}, taker.authenticator.passkeys[0])
    const byTaker = { recoveryId, stepUp: { challengeId: offer.challengeId, assertion } }
    const denied = await taker.post('/api/recoveries/stop', byTaker)
    expect(denied.error?.code).to.equal('on_probation')
    const later = await addLater(owner)
    const stepUp = await later.stepUp({ do: 'stop-recovery', recoveryId })
    const [passkey] = later.authenticator.passkeys
    await runSql(site, `update credentials set status = 'suspended' where id = '${passkey!.id}'`)
    const refused = await later.post('/api/recoveries/stop', { recoveryId, stepUp })
    expect(refused.error?.code).to.equal('passkey_suspended')
    expect((await page.stateOf(recoveryId)).body.state).to.equal('on-hold')
  })

  it('[R55] takes a step-up for exactly this recovery, once', async () => {
    const { owner, page, id } = await begun()
    const other = await begun()
    const post = (stepUp: Awaited<ReturnType<SignedInDevice['stepUp']>>) =>
      owner.device.post('/api/recoveries/stop', { recoveryId: id, stepUp })
    const foreign = await owner.device.stepUp({ do: 'stop-recovery', recoveryId: other.id })
    expect((await post(foreign)).error?.code).to.equal('step_up_refused')
    const stepUp = await owner.device.stepUp({ do: 'make-backup-codes' })
    expect((await post(stepUp)).error?.code).to.equal('step_up_refused')
    expect((await post(stepUp)).error?.code).to.equal('ceremony_expired')
    expect((await page.stateOf(id)).body.state).to.equal('on-hold')
  })

  it('[R56] reaches no recovery of another account', async () => {
    const [{ page, id }, stranger] = [await begun(), await newOwner()]
    expect((await stop(stranger.device, id, site.otherUrl)).error?.code).to.equal('not_found')
    expect((await page.stateOf(id)).body.state).to.equal('on-hold')
  })

  it('[R58] “Stop changes I didn’t make” ends what it can end, without a session', async () => {
    const { owner, page, id } = await begun()
    const other = await begun()
    const device = new SignedInDevice(site.url)
    device.authenticator.passkeys.push(...owner.device.authenticator.passkeys)
    const { body: offer } = await device.post('/api/freeze/options', {})
    const { body } = await device.post('/api/freeze', device.assert(offer), site.otherUrl)
    expect(body.underWay).to.deep.equal(['ended'])
    expect((await page.stateOf(id)).body.state).to.equal('ended')
    expect((await other.page.stateOf(other.id)).body.state).to.equal('on-hold')
  })
})
