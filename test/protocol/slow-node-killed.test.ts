import { expect } from 'chai'
import { killsWhile } from '../support/kills-while.ts'
import { startRekey } from '../support/rekey.ts'
import { commonSite, embeddedSite } from '../support/sites.ts'
import { DAY, HOUR, slowScene, stop } from './slow-scene.ts'

describe('a node killed in the middle of a recovery that takes days', () => {
  const site = commonSite('shared')
  const { newPage, newOwner, begun, ready, pass } = slowScene(site)

  const killedWhile = killsWhile(site)

  it('[R44] while it adds a proof: the code was not spent, and the other node takes it', async () => {
    const owner = await newOwner()
    const page = newPage()
    const code = owner.code()
    await killedWhile('recoveries', (node) => page.proveCode(owner.name, code, node))
    expect((await owner.device.get('/api/account')).underWay).to.deep.equal([])
    const { body } = await page.proveCode(owner.name, code, site.otherUrl)
    expect(body.state).to.equal('on-hold')
    await pass(body.recoveryId, 7 * DAY + HOUR)
    await page.proveCode(owner.name, owner.code())
    expect((await page.registerFor(body.recoveryId)).status).to.equal(200)
  })

  it('[R45] before its answer came: the next code of the same page finds the recovery', async () => {
    const node = await site.start()
    const { owner, page, id } = await begun(node.url)
    await node.kill()
    const { body } = await page.proveCode(owner.name, owner.code(), site.otherUrl)
    expect(body).to.include({ recoveryId: id, state: 'on-hold' })
    expect((await owner.device.get('/api/account')).underWay).to.have.length(1)
  })

  it('[R49] while it registers: no passkey is left, and the page makes another one', async () => {
    const { owner, page, id } = await ready()
    await killedWhile('credentials', (node) => page.registerFor(id, node))
    expect((await page.stateOf(id)).body.state).to.equal('ready')
    expect((await page.signIn()).error?.code).to.equal('passkey_unknown')
    expect((await page.registerFor(id, site.otherUrl)).status).to.equal(200)
    expect((await page.signIn()).body.recovered).to.equal(true)
    expect((await owner.device.get('/api/account')).passkeys).to.have.length(2)
  })

  it('[R50] while it stops one: nothing happened, and the other node stops it', async () => {
    const { owner, page, id } = await ready()
    await killedWhile('recoveries', (node) => stop(owner.device, id, node))
    expect((await page.stateOf(id)).body.state).to.equal('ready')
    expect((await stop(owner.device, id, site.otherUrl)).body.outcome).to.equal('ended')
    expect((await page.registerFor(id)).error?.code).to.equal('not_now')
  })
})

describe('the only process, killed while a recovery waits', () => {
  const site = embeddedSite()
  const { begun } = slowScene(site)

  it('[R42] goes on with it when it is started again, for the same page', async () => {
    const { owner, page, id } = await begun()
    const signed = await page.signed('/api/recovery/state', { recoveryId: id })
    const [node] = site.nodes
    await node!.kill()
    site.nodes.push(await startRekey({ port: node!.port, folder: node!.folder }))
    const replayed = await page.post('/api/recovery/state', signed)
    expect(replayed.error?.code).to.equal('ceremony_expired')
    expect((await page.stateOf(id)).body.state).to.equal('on-hold')
    expect((await page.proveCode(owner.name, owner.code())).body.recoveryId).to.equal(id)
  })
})
