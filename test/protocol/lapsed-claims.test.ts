import { expect } from 'chai'
import { viewOf } from '../support/page-device.ts'
import { siteStores } from '../support/site-stores.ts'
import { commonSite } from '../support/sites.ts'
import { codeOf, dualClaimed, pinOf } from './scene.ts'

const DECISION_MS = 2 * 60_000

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
