import { expect } from 'chai'
import type { PairingId } from '../../shared/ids.ts'
import { newCommandId } from '../support/page-device.ts'
import { siteStores } from '../support/site-stores.ts'
import { commonSite } from '../support/sites.ts'
import { openPage, scanned } from './scene.ts'

describe('a report that is sent again', () => {
  const site = commonSite('shared')
  const stores = siteStores(site)
  const reports = (id: PairingId) => stores.audited('pairing-reported', id)

  it('is written down once: from the page', async () => {
    const page = await openPage(site)
    const message = { id: newCommandId(), report: true }
    for (let again = 0; again < 4; again += 1) await page.send('cancel', message)
    expect(await reports(page.opened.pairingId)).to.equal(1)
  })

  it('and from the approving device', async () => {
    const { approver, claim, page } = await scanned(site)
    const id = newCommandId()
    for (let again = 0; again < 4; again += 1) await approver.deny(claim.claimId, true, id)
    expect(await reports(page.opened.pairingId)).to.equal(1)
  })
})
