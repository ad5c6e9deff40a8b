import { expect } from 'chai'
import { viewOf } from '../support/page-device.ts'
import { siteStores } from '../support/site-stores.ts'
import { commonSite, describeOnOwnSites } from '../support/sites.ts'
import { codeOf, dualClaimed, newBrowser, openPage, pinOf, scan } from './scene.ts'

const DECISION_MS = 4 * 60_000

describe('new codes on a page whose claim has just run out', () => {
  const site = commonSite('shared')
  const stores = siteStores(site)

  it('the PIN that a new code shows is one that works', async () => {
    const { page, approver } = await dualClaimed(site)
    await stores.passTime(page.opened.pairingId, DECISION_MS)
    expect(viewOf(await page.newCode())).to.include({ state: 'open' })
    expect(codeOf(await approver.claim({ pin: pinOf(page) }))).to.equal(null)
  })

  it('and so is the one that a typed name brings', async () => {
    const { page, approver } = await dualClaimed(site)
    await stores.passTime(page.opened.pairingId, DECISION_MS)
    expect(viewOf(await page.typeName(approver.name))).to.include({ state: 'open' })
    expect(codeOf(await approver.claim({ pin: pinOf(page) }))).to.equal(null)
  })
})

describeOnOwnSites(
  'a claim that nobody decides in time',
  (site) => {
    it('[P19] asks for the return PIN from then on, through a reload and on another node', async () => {
      const browserCookie = newBrowser()
      const page = await openPage(site, { browserCookie })
      expect((await scan(site, page)).claim.reasons).to.deep.equal([])
      expect(viewOf(await page.state())).to.deep.include({ state: 'open', reasons: ['lapsed-claim'] })
      const reloaded = await openPage(site, { browserCookie, node: site.otherUrl })
      expect(reloaded.view.reasons).to.deep.equal(['lapsed-claim'])
      const { claim } = await scan(site, reloaded)
      expect(claim).to.deep.include({ state: 'claimed', reasons: ['lapsed-claim'] })
    })
  },
  { lives: { decision: 0 } },
)
