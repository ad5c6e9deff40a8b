import { expect } from 'chai'
import { eventually } from '../contract/eventually.ts'
import { qrOf, viewOf } from '../support/page-device.ts'
import { claimOf } from '../support/signed-in-device.ts'
import { siteStores } from '../support/site-stores.ts'
import { commonSite, embeddedSite } from '../support/sites.ts'
import {
  approved,
  codeOf,
  dualClaimed,
  newApprover,
  newBrowser,
  openPage,
  type Pair,
  pinOf,
  registered,
  scan,
  scanned,
} from './scene.ts'

const SECOND = 1_000
const MINUTE = 60 * SECOND

describe('what runs out, by the clock of the store', () => {
  const site = commonSite('shared')
  const stores = siteStores(site)
  const pass = ({ page }: Pick<Pair, 'page'>, ms: number) => stores.passTime(page.view.pairingId, ms)

  it('[P26] a QR secret: the one before is good, an older one is not', async () => {
    const [approver, page] = await Promise.all([newApprover(site), openPage(site)])
    await pass({ page }, 65 * SECOND)
    expect(viewOf(await page.state()).ageMs).to.be.within(65 * SECOND, 85 * SECOND)
    expect((await approver.look(qrOf(page.opened, 0))).error?.code).to.equal('code_invalid')
    expect((await approver.look(qrOf(page.opened, 1))).error).to.equal(null)
    expect((await approver.look(qrOf(page.opened, 2))).error).to.equal(null)
  })

  it('[P3] a PIN, while the page itself goes on', async () => {
    const approver = await newApprover(site)
    const page = await openPage(site, { name: approver.name })
    await pass({ page }, 5 * MINUTE)
    expect(codeOf(await approver.claim({ pin: pinOf(page) }))).to.equal('code_invalid')
    expect(viewOf(await page.state())).to.deep.include({ state: 'open' })
    expect(page.view.codes).to.include({ pin: null, pinLeftMs: 0 })
    viewOf(await page.newCode())
    expect(codeOf(await approver.claim({ pin: pinOf(page) }))).to.equal(null)
  })

  it('[P11] a return PIN; the tries spent on it are not given back', async () => {
    const pair = await dualClaimed(site)
    const { page, approver, claim } = pair
    expect(codeOf(await page.typeReturnPin('0000000'))).to.equal('return_pin_wrong')
    await pass(pair, 2 * MINUTE)
    expect(codeOf(await page.typeReturnPin(claim.returnPin?.pin ?? ''))).to.equal('return_pin_expired')
    expect(claimOf(await approver.state(claim.claimId)).returnPin).to.equal(null)
    const renewed = claimOf(await approver.renewReturnPin(claim.claimId))
    expect(renewed.returnPin?.triesLeft).to.equal(2)
    expect(viewOf(await page.typeReturnPin(renewed.returnPin?.pin ?? '')).state).to.equal('matched')
  })

  it('[P50] a code that nobody claimed', async () => {
    const [approver, page] = await Promise.all([newApprover(site), openPage(site)])
    const { body } = await approver.look(qrOf(page.view))
    await pass({ page }, 10 * MINUTE)
    expect(codeOf(await approver.claim(body))).to.equal('code_invalid')
    expect(viewOf(await page.state())).to.deep.include({
      state: 'expired',
      endCause: 'time-ran-out',
      codes: null,
    })
    expect(codeOf(await page.newCode())).to.equal('pairing_over')
  })

  for (const begin of [scanned, dualClaimed]) {
    it(`[P19] [P50] a claim without a decision (${begin.name}): new codes, and dual from then on`, async () => {
      const browserCookie = newBrowser()
      const pair = await begin(site, { browserCookie })
      const { approver, page, claim } = pair
      await pass(pair, 4 * MINUTE)
      expect(codeOf(await approver.approve(claim))).to.equal('claim_over')
      expect(viewOf(await page.state()).state).to.equal('open')
      expect(page.view.reasons).to.include('lapsed-claim')
      const reloaded = await openPage(site, { browserCookie, node: site.otherUrl })
      expect(reloaded.view.reasons).to.include('lapsed-claim')
    })
  }

  it('a claim whose page was claimable no longer: the page ends with it', async () => {
    const pair = await scanned(site)
    await pass(pair, 10 * MINUTE)
    expect(viewOf(await pair.page.state())).to.include({ state: 'expired', endCause: 'time-ran-out' })
  })

  it('[P113] “That wasn’t me” on such a page ends it, and the next page of the browser is dual', async () => {
    const browserCookie = newBrowser()
    const page = await openPage(site, { browserCookie })
    await pass({ page }, 9 * MINUTE)
    expect(viewOf(await page.state()).state).to.equal('open')
    const { approver, claim } = await scan(site, page)
    await pass({ page }, MINUTE)
    expect(codeOf(await page.newCode())).to.equal('pairing_over')
    expect(viewOf(await page.state())).to.deep.include({
      state: 'expired',
      endCause: 'time-ran-out',
      codes: null,
    })
    expect(codeOf(await approver.approve(claim))).to.equal('claim_over')
    const next = await openPage(site, { browserCookie })
    expect(next.view.reasons).to.deep.equal(['not-me'])
  })

  it('[P50] an approval that no passkey followed, in SQL as well', async () => {
    const pair = await approved(site)
    const offer = await pair.page.registerOptions()
    if (!offer.ok) throw new Error(offer.error.code)
    await pass(pair, 3 * MINUTE)
    const created = pair.approver.authenticator.create(offer.options)
    expect(codeOf(await pair.page.register(created))).to.equal('pairing_over')
    expect(viewOf(await pair.page.state())).to.include({ state: 'expired', account: null })
    expect(await stores.sql.recoveries.find(pair.page.view.pairingId)).to.include({
      state: 'ended',
      cause: 'time-ran-out',
    })
  })

  it('[P50] a page that dropped and did not come back in time', async () => {
    const pair = await scanned(site)
    const { page, approver, claim } = pair
    await page.drop()
    await eventually('the drop is written down', async () => {
      const { detachedAt } = await stores.record(page.view.pairingId)
      return detachedAt !== null
    })
    await pass(pair, MINUTE)
    expect(codeOf(await approver.approve(claim))).to.be.oneOf(['claim_over', 'not_now'])
    await page.connect(site.otherUrl)
    expect(viewOf(await page.resume())).to.include({ state: 'expired', endCause: 'page-gone' })
  })

  it('a passkey that nobody signed in with', async () => {
    const { page, newDevice } = await registered(site)
    const ids = [page.view.pairingId]
    await stores.run(`update recoveries set registered_at = registered_at - 86400000 where id = $1`, ids)
    expect((await newDevice.signIn()).error?.code).to.equal('passkey_unknown')
    expect((await stores.sql.recoveries.sweep(24 * 60 * MINUTE)).unproven).to.be.at.least(1)
    expect(await stores.run('select status from credentials where recovery_id = $1', ids)).to.deep.equal([
      { status: 'removed' },
    ])
    expect((await newDevice.signIn()).error?.code).to.equal('passkey_unknown')
  })
})

describe('what a look is worth', () => {
  const site = embeddedSite({ lives: { receipt: 0 } })

  it('[P28] runs out', async () => {
    const [approver, page] = await Promise.all([newApprover(site), openPage(site)])
    expect(codeOf(await approver.scan(qrOf(page.view)))).to.equal('code_invalid')
    expect(viewOf(await page.state()).state).to.equal('open')
  })
})
