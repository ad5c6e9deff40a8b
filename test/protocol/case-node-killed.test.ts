import { expect } from 'chai'
import { killsWhile } from '../support/kills-while.ts'
import { sharedSite } from '../support/sites.ts'
import { CHECK } from '../support/supporter.ts'
import { caseScene } from './case-scene.ts'
import { DAY, HOUR } from './slow-scene.ts'

/** A node ends in the middle of each step of a case, or right after it, before its answer came. */
describe('a node killed in the middle of a case', function () {
  // Each test starts a node of its own.
  this.timeout(60_000)
  const site = sharedSite({ env: { ASSISTED: 'on', LIMITS: 'case-network=1000' } })
  const { newPage, newOwner, newSupporter, opened, checked, confirmed, pass } = caseScene(site)
  const killedWhile = killsWhile(site)

  /** Does something at a node of its own, whose answer is lost. */
  async function unheard(send: (node: string) => Promise<unknown>) {
    const node = await site.start()
    await send(node.url)
    await node.kill()
  }
  const did = async (owner: Awaited<ReturnType<typeof newOwner>>, action: string) =>
    (await owner.device.get('/api/account')).news.filter((one) => one.action === action)
  /** A page that may register, by two cases and the hold between them. */
  async function ready() {
    const all = await confirmed()
    const { owner, page, supporter, second } = all
    const { body } = await page.proveCase(all.code)
    await pass(body.recoveryId, 7 * DAY + HOUR)
    const own = (await page.openCase(owner.name)).body
    const row = await supporter.find(own.number)
    await supporter.vouch(row!.caseId)
    const again = await second.confirm(row!.caseId)
    return { ...all, id: body.recoveryId, again: again.body.code }
  }

  it('[C3] while it opens one: there is none, and the other node opens it', async () => {
    const owner = await newOwner()
    const page = newPage()
    await killedWhile('cases', (node) => page.openCase(owner.name, node))
    expect((await page.ownCase()).body.own).to.equal(null)
    expect(await did(owner, 'case-opened')).to.deep.equal([])
    const { body } = await page.openCase(owner.name, site.otherUrl)
    expect((await page.ownCase()).body.own).to.include({ number: body.number })
    expect(await did(owner, 'case-opened')).to.have.length(1)
  })

  it('[C3] once it has opened one: its page has that one, and asks for no other', async () => {
    const owner = await newOwner()
    const page = newPage()
    await unheard((node) => page.openCase(owner.name, node))
    const { own } = (await page.ownCase(site.otherUrl)).body
    expect((await page.openCase(owner.name)).body.number).to.equal(own?.number)
    expect(await did(owner, 'case-opened')).to.have.length(1)
  })

  it('[C15] while it writes down the first word: nobody gave it, and the other node takes it', async () => {
    const { own, caseId, supporter } = await opened()
    await killedWhile('cases', (node) => supporter.vouch(caseId, CHECK, node))
    expect((await supporter.find(own.number))?.state).to.equal('open')
    expect((await supporter.vouch(caseId, CHECK, site.otherUrl)).status).to.equal(200)
    expect(await supporter.find(own.number)).to.include({ state: 'checked', byMe: true })
  })

  it('[C15] once it has the first word: it is given, once, and another supporter goes on', async () => {
    const { own, caseId, supporter } = await opened()
    await unheard((node) => supporter.vouch(caseId, CHECK, node))
    expect(await supporter.find(own.number, site.otherUrl)).to.include({ state: 'checked', byMe: true })
    expect((await supporter.vouch(caseId)).error?.code).to.equal('not_now')
    const second = await newSupporter()
    expect((await second.confirm(caseId)).status).to.equal(200)
  })

  it('[C15] while it takes the second word: there is no code, and the other node gives one', async () => {
    const { owner, page, own, caseId, second } = await checked()
    await killedWhile('cases', (node) => second.confirm(caseId, node))
    expect((await second.find(own.number))?.state).to.equal('checked')
    expect(await did(owner, 'case-approved')).to.deep.equal([])
    const { body } = await second.confirm(caseId, site.otherUrl)
    expect((await page.proveCase(body.code)).body.state).to.equal('on-hold')
    expect(await did(owner, 'case-approved')).to.have.length(1)
  })

  it('[C23] once it has the second word: whoever gave it gets a code at the other node', async () => {
    const { owner, page, caseId, second } = await checked()
    await unheard((node) => second.confirm(caseId, node))
    const { body } = await second.confirm(caseId, site.otherUrl)
    expect((await page.proveCase(body.code)).body.state).to.equal('on-hold')
    expect(await did(owner, 'case-approved')).to.have.length(1)
  })

  it('[C17] while its code proves: it was not spent, and the other node takes it, once', async () => {
    const { owner, page, code } = await confirmed()
    await killedWhile('recoveries', (node) => page.proveCase(code, node))
    expect((await owner.device.get('/api/account')).underWay).to.deep.equal([])
    expect((await page.proveCase(code, site.otherUrl)).body.state).to.equal('on-hold')
    expect((await page.proveCase(code)).error?.code).to.equal('code_invalid')
    expect((await owner.device.get('/api/account')).underWay).to.have.length(1)
  })

  it('[C16] while a try is counted: it cost no more than that try', async () => {
    const { page, code } = await confirmed()
    await killedWhile('cases', (node) => page.proveCase(code, node))
    expect((await page.proveCase(code, site.otherUrl)).body.state).to.equal('on-hold')
  })

  it('[C22] once its code has proven: its page finds the recovery', async () => {
    const { owner, page, code } = await confirmed()
    await unheard((node) => page.proveCase(code, node))
    const { recoveryId } = (await page.ownCase(site.otherUrl)).body
    expect((await page.stateOf(recoveryId!)).body.state).to.equal('on-hold')
    expect((await owner.device.get('/api/account')).underWay).to.have.length(1)
  })

  it('[R44] while a second proof is added: its code was not spent, and the hold is the shorter one', async () => {
    const { owner, page, code } = await confirmed()
    const { recoveryId } = (await page.proveCase(code)).body
    const paper = owner.code()
    await killedWhile('recoveries', (node) => page.proveCode(owner.name, paper, node))
    expect((await page.stateOf(recoveryId)).body.proofs).to.have.length(1)
    const { body } = await page.proveCode(owner.name, paper, site.otherUrl)
    expect([body.recoveryId, body.proofs.length]).to.deep.equal([recoveryId, 2])
    expect(body.until! - body.now).to.be.within(DAY - HOUR, DAY)
  })

  it('[R44] while the case after the hold proves: the recovery goes on at the other node', async () => {
    const { page, id, again } = await ready()
    await killedWhile('recoveries', (node) => page.proveCase(again, node))
    expect((await page.stateOf(id)).body.state).to.equal('needs-proof-again')
    expect((await page.proveCase(again, site.otherUrl)).body).to.include({ recoveryId: id, state: 'ready' })
  })

  it('[R49] while it registers, and while the new passkey signs in: one passkey, recovered once', async () => {
    const { owner, page, id, again } = await ready()
    await page.proveCase(again)
    await killedWhile('credentials', (node) => page.registerFor(id, node))
    expect((await page.stateOf(id)).body.state).to.equal('ready')
    expect((await page.registerFor(id, site.otherUrl)).status).to.equal(200)
    await killedWhile('recoveries', (node) => page.signIn({}, node))
    expect((await page.signIn({}, site.otherUrl)).body).to.include({ recovered: true })
    expect((await page.signIn()).body).to.include({ recovered: false })
    expect((await owner.device.get('/api/account')).passkeys).to.have.length(2)
    expect(await did(owner, 'recovery-proven')).to.have.length(1)
  })
})
