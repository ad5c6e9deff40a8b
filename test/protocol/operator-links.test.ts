import { expect } from 'chai'
import { eventually } from '../contract/eventually.ts'
import { SignedInDevice } from '../support/signed-in-device.ts'
import { SignedPage } from '../support/signed-page.ts'
import { siteStores } from '../support/site-stores.ts'
import { describeOnOwnSites } from '../support/sites.ts'
import { accountOf } from './admin-scene.ts'
import { closeAfterwards, newName } from './scene.ts'

const HOUR = 60 * 60_000
const INVALID = [404, { error: { code: 'code_invalid' } }]

describeOnOwnSites('an operator’s link', (site) => {
  const stores = siteStores(site)

  /** Somebody who is still signed in on one device, and a link for their account. */
  async function withLink() {
    const owner = await new SignedInDevice(site.url).signUp(newName('Linked'))
    const accountId = await accountOf(stores, owner)
    const { secret } = await stores.sql.operatorLinks.make(accountId)
    return { owner, accountId, secret, page: new SignedPage(site.url) }
  }

  async function recovered() {
    const all = await withLink()
    const { body } = await all.page.useLink(all.secret)
    expect((await all.page.registerFor(body.recoveryId)).status).to.equal(200)
    expect((await all.page.signIn()).body).to.include({ recovered: true })
    return { ...all, recoveryId: body.recoveryId }
  }

  it('leads to a new passkey at once, on probation for 72 hours, and an older one undoes it [O12]', async () => {
    const { owner, page, recoveryId } = await recovered()
    const session = await page.get('/api/session')
    if (!session.signedIn) throw new Error('Not signed in.')
    expect(session.name).to.equal(owner.name)
    expect(session.probationUntil! - Date.now()).to.be.within(71 * HOUR, 72 * HOUR)
    expect(session.cannotApprove).to.equal('probation')

    const { recoveries, news } = await owner.get('/api/account')
    expect(recoveries.map(({ id, method }) => [id, method])).to.deep.equal([[recoveryId, 'assisted']])
    expect(news.map(({ action }) => action)).to.include.members([
      'operator-link-made',
      'recovery-registered',
      'recovery-proven',
    ])
    const freeze = await owner.stepUp({ do: 'freeze-recovery', recoveryId })
    expect((await owner.post('/api/recoveries/freeze', { recoveryId, stepUp: freeze })).status).to.equal(200)
    const undo = await owner.stepUp({ do: 'undo-recovery', recoveryId, restoreRetired: false })
    const wish = { recoveryId, restoreRetired: false, stepUp: undo }
    expect((await owner.post('/api/recoveries/undo', wish)).status).to.equal(200)
    expect(await page.get('/api/session')).to.deep.equal({ signedIn: false })
    expect((await page.signIn()).error?.code).to.equal('passkey_suspended')
  })

  it('changes nothing when it is opened, however often [O7]', async () => {
    const { owner, accountId, secret, page } = await withLink()
    for (let many = 0; many < 3; many += 1) {
      const { status, body } = await new SignedPage(site.url).lookAt(secret)
      expect([status, body]).to.deep.equal([200, { name: owner.name }])
    }
    expect((await owner.get('/api/account')).underWay).to.deep.equal([])
    expect((await stores.sql.audit.list(accountId, 10)).map(({ action }) => action)).not.to.include(
      'recovery-proof-added',
    )
    expect((await page.useLink(secret)).body).to.include({ state: 'ready', name: owner.name })
  })

  it('belongs to the page that used it, which may send it again [O4]', async () => {
    const { owner, secret, page } = await withLink()
    const first = await page.useLink(secret)
    const other = new SignedPage(site.url)
    for (const { status, body } of [await other.lookAt(secret), await other.useLink(secret, site.otherUrl)])
      expect([status, body]).to.deep.equal(INVALID)
    expect((await page.lookAt(secret)).body).to.deep.equal({ name: owner.name })
    const again = await page.useLink(secret, site.url)
    expect(again.body).to.include({ recoveryId: first.body.recoveryId, state: 'ready' })
    expect((await owner.get('/api/account')).underWay).to.have.length(1)
    expect((await page.registerFor(first.body.recoveryId)).status).to.equal(200)
    expect((await page.useLink(secret)).status).to.equal(404)
  })

  it('is used by one of 50 pages that press at once [O4]', async () => {
    const { owner, secret } = await withLink()
    const press = (turn: number) =>
      new SignedPage(site.url).useLink(secret, turn % 2 ? site.url : site.otherUrl)
    const answers = await Promise.all(Array.from({ length: 50 }, (_, turn) => press(turn)))
    expect(answers.filter(({ status }) => status === 200)).to.have.length(1)
    for (const { status, body } of answers.filter((one) => one.status !== 200))
      expect([status, body]).to.deep.equal(INVALID)
    expect((await owner.get('/api/account')).underWay).to.have.length(1)
  })

  it('that does not work has one answer, whatever the reason [O13]', async () => {
    const { accountId, secret } = await withLink()
    const voided = await withLink()
    await stores.sql.operatorLinks.void(voided.accountId)
    await stores.sql.operatorLinks.make(accountId)
    for (const wrong of [secret, voided.secret, 'A'.repeat(22)]) {
      const page = new SignedPage(site.url)
      for (const { status, body } of [await page.lookAt(wrong), await page.useLink(wrong)])
        expect([status, body]).to.deep.equal(INVALID)
    }
  })

  it('can be taken back by the operator: its session ends, and neither passkey nor link works [O10]', async () => {
    const { accountId, secret, page, owner } = await recovered()
    const tab = closeAfterwards(new SignedInDevice(site.url))
    for (const [name, value] of page.cookies) tab.cookies.set(name, value)
    await tab.connect(site.otherUrl, '/account')
    const week = 7 * 24 * HOUR
    expect(await stores.sql.operatorLinks.takeBack(accountId, week)).to.include({ outcome: 'undone' })
    await tab.closed()
    expect((await page.signIn()).error?.code).to.equal('passkey_suspended')
    expect((await page.useLink(secret)).status).to.equal(404)
    expect((await owner.get('/api/session')).signedIn).to.equal(true)
  })

  it('reaches devices on every node when it is used [O8]', async () => {
    const { owner, secret, page } = await withLink()
    const device = closeAfterwards(await owner.secondDevice())
    await device.connect(site.otherUrl, '/account')
    const before = device.changes
    await page.useLink(secret)
    await eventually('the device hears of it', async () => device.changes > before, 2_000)
  })
})
