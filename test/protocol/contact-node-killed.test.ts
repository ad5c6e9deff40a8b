import { expect } from 'chai'
import { killsWhile } from '../support/kills-while.ts'
import { sharedSite } from '../support/sites.ts'
import { contactPeople } from './contact-people.ts'
import { DAY, HOUR } from './slow-scene.ts'

/** A node ends in the middle of each step of a contact and their word, or right after it, before its answer came. */
describe('a node killed while a contact is named, agrees or vouches', function () {
  // Each test starts a node of its own.
  this.timeout(60_000)
  const site = sharedSite()
  const people = contactPeople(site)
  const { newOwner, newFriend, newPage, name, shownTo, agree, withContact, vouch } = people
  const killedWhile = killsWhile(site)

  type Device = Awaited<ReturnType<typeof newFriend>>

  /** Does something at a node of its own, whose answer is lost. */
  async function unheard(send: (node: string) => Promise<unknown>) {
    const node = await site.start()
    await send(node.url)
    await node.kill()
  }
  const did = async (device: Device, action: string) =>
    (await device.get('/api/account')).news.filter((one) => one.action === action)
  const states = async (device: Device) => (await shownTo(device)).contacts.map(({ state }) => state)
  async function named() {
    const [owner, friend] = [await newOwner(), await newFriend()]
    await name(owner.device, friend.name)
    return { owner, friend, id: (await shownTo(friend)).requests[0]!.id }
  }
  /** A page whose person has the code that a contact read out. */
  async function vouched() {
    const all = await withContact()
    const page = newPage()
    const { body } = await page.askContact(all.owner.name)
    const { code } = await vouch(all.friend, body.secret)
    return { ...all, page, code: code! }
  }
  /** The same once there was another proof, and the hold is over. */
  async function held() {
    const all = await vouched()
    await all.page.proveCode(all.owner.name, all.owner.code())
    const { body } = await all.page.proveVouched(all.code)
    await people.pass(body.recoveryId, 3 * DAY + HOUR)
    await people.passFor([all.friend], 3 * DAY + HOUR)
    return { ...all, id: body.recoveryId }
  }

  it('[F1] while somebody is named: nobody was asked, and the other node asks', async () => {
    const [owner, friend] = [await newOwner(), await newFriend()]
    await killedWhile('recovery_contacts', (node) => name(owner.device, friend.name, node))
    expect([await states(owner.device), (await shownTo(friend)).requests]).to.deep.equal([[], []])
    expect((await name(owner.device, friend.name, site.otherUrl)).status).to.equal(200)
    expect(await states(owner.device)).to.deep.equal(['asked'])
    expect((await shownTo(friend)).requests).to.have.length(1)
  })

  it('[F1] once somebody is named: they are asked, once', async () => {
    const [owner, friend] = [await newOwner(), await newFriend()]
    await unheard((node) => name(owner.device, friend.name, node))
    expect((await name(owner.device, friend.name, site.otherUrl)).error?.code).to.equal('contact_known')
    expect(await states(owner.device)).to.deep.equal(['asked'])
    expect((await shownTo(friend)).requests).to.have.length(1)
  })

  it('[F2] while somebody agrees: they are still asked, and agree at the other node', async () => {
    const { owner, friend, id } = await named()
    await killedWhile('recovery_contacts', (node) => agree(friend, id, node))
    expect([await states(owner.device), (await shownTo(friend)).requests.length]).to.deep.equal([
      ['asked'],
      1,
    ])
    expect((await agree(friend, id, site.otherUrl)).status).to.equal(200)
    expect(await states(owner.device)).to.deep.equal(['waiting'])
    expect(await did(owner.device, 'contact-agreed')).to.have.length(1)
  })

  it('[F3] once somebody has agreed: they have, once, and count when it is time', async () => {
    const { owner, friend, id } = await named()
    await unheard((node) => agree(friend, id, node))
    expect((await agree(friend, id, site.otherUrl)).error?.code).to.equal('not_found')
    expect(await states(owner.device)).to.deep.equal(['waiting'])
    await people.passFor([owner.device, friend], 7 * DAY)
    expect(await states(owner.device)).to.deep.equal(['counts'])
    for (const action of ['contact-agreed', 'contact-counts'])
      expect(await did(owner.device, action), action).to.have.length(1)
  })

  it('[F18] while a page asks, and once it has: it asks again, and has that link alone', async () => {
    const { owner, friend } = await withContact()
    const page = newPage()
    await killedWhile('vouch_requests', (node) => page.askContact(owner.name, node))
    const lost = (await page.askContact(owner.name)).body.secret
    await unheard((node) => page.askContact(owner.name, node))
    const { secret } = (await page.askContact(owner.name, site.otherUrl)).body
    expect((await vouch(friend, lost)).error).to.equal('code_invalid')
    const { code } = await vouch(friend, secret)
    expect((await page.proveVouched(code!)).body.state).to.equal('needs-another-proof')
  })

  it('[F20] while a contact vouches: nobody has, and they do at the other node', async () => {
    const { owner, friend } = await withContact()
    const page = newPage()
    const { secret } = (await page.askContact(owner.name)).body
    await killedWhile('vouch_requests', (node) => vouch(friend, secret, node))
    expect(await did(friend, 'vouched')).to.deep.equal([])
    const { code } = await vouch(friend, secret, site.otherUrl)
    expect((await page.proveVouched(code!)).body.state).to.equal('needs-another-proof')
  })

  it('[F20] once a contact has vouched: they do so again, and the newer code works, once', async () => {
    const { owner, friend } = await withContact()
    const page = newPage()
    const { secret } = (await page.askContact(owner.name)).body
    let lost: string | null = null
    await unheard(async (node) => {
      lost = (await vouch(friend, secret, node)).code
    })
    const { code } = await vouch(friend, secret, site.otherUrl)
    expect((await page.proveVouched(lost!)).error?.code).to.equal('code_invalid')
    expect((await page.proveVouched(code!)).body.state).to.equal('needs-another-proof')
    expect((await vouch(friend, secret)).error).to.equal('code_invalid')
  })

  it('[F21] while a contact says that it isn’t them: they say it again, and the owner is told once', async () => {
    const { owner, friend } = await withContact()
    const page = newPage()
    const { secret } = (await page.askContact(owner.name)).body
    const { code } = await vouch(friend, secret)
    await killedWhile('vouch_requests', (node) => friend.post('/api/vouch/deny', { secret }, node))
    expect(await did(owner.device, 'contact-denied')).to.deep.equal([])
    expect((await friend.post('/api/vouch/deny', { secret }, site.otherUrl)).status).to.equal(200)
    expect((await page.proveVouched(code!)).error?.code).to.equal('code_invalid')
    expect(await did(owner.device, 'contact-denied')).to.have.length(1)
  })

  it('[F22] while the code proves: it was not spent, and the other node takes it, once', async () => {
    const { owner, page, code } = await vouched()
    await killedWhile('recoveries', (node) => page.proveVouched(code, node))
    expect((await owner.device.get('/api/account')).underWay).to.deep.equal([])
    expect((await page.proveVouched(code, site.otherUrl)).body.state).to.equal('needs-another-proof')
    expect((await page.proveVouched(code)).error?.code).to.equal('code_invalid')
    expect((await owner.device.get('/api/account')).underWay).to.have.length(1)
  })

  it('[F19] while a try is counted: it cost no more than that try', async () => {
    const { page, code } = await vouched()
    await killedWhile('vouch_requests', (node) => page.proveVouched(code, node))
    expect((await page.proveVouched(code, site.otherUrl)).body.state).to.equal('needs-another-proof')
  })

  it('[F28] once the code has proven: the next proof of that page finds the recovery, and it waits', async () => {
    const { owner, page, code } = await vouched()
    await unheard((node) => page.proveVouched(code, node))
    const { body } = await page.proveCode(owner.name, owner.code(), site.otherUrl)
    expect(body.proofs.map(({ method }) => method)).to.deep.equal(['contact', 'backup-code'])
    expect(body.state).to.equal('on-hold')
    expect((await owner.device.get('/api/account')).underWay).to.have.length(1)
  })

  it('[R44] while the second proof is added: the word of the contact stays, and the paper was not spent', async () => {
    const { owner, page, code } = await vouched()
    const { recoveryId } = (await page.proveVouched(code)).body
    const paper = owner.code()
    await killedWhile('recoveries', (node) => page.proveCode(owner.name, paper, node))
    expect((await page.stateOf(recoveryId)).body).to.include({ state: 'needs-another-proof' })
    const { body } = await page.proveCode(owner.name, paper, site.otherUrl)
    expect([body.recoveryId, body.state]).to.deep.equal([recoveryId, 'on-hold'])
  })

  it('[R49] after the hold, while they vouch again, it registers and signs in: one passkey, recovered once', async () => {
    const { owner, friend, page, id } = await held()
    const { secret } = (await page.askContact(owner.name)).body
    const { code } = await vouch(friend, secret)
    await killedWhile('recoveries', (node) => page.proveVouched(code!, node))
    expect((await page.stateOf(id)).body.state).to.equal('needs-proof-again')
    expect((await page.proveVouched(code!, site.otherUrl)).body.state).to.equal('ready')
    await killedWhile('credentials', (node) => page.registerFor(id, node))
    expect((await page.registerFor(id, site.otherUrl)).status).to.equal(200)
    await killedWhile('recoveries', (node) => page.signIn({}, node))
    expect((await page.signIn({}, site.otherUrl)).body).to.include({ recovered: true })
    expect((await page.signIn()).body).to.include({ recovered: false })
    expect((await owner.device.get('/api/account')).passkeys).to.have.length(2)
    expect(await did(owner.device, 'recovery-proven')).to.have.length(1)
  })
})
