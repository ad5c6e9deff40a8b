import { expect } from 'chai'
import { qrOf, viewOf } from '../support/page-device.ts'
import { claimOf } from '../support/signed-in-device.ts'
import { describeOnCommonSites } from '../support/sites.ts'
import { approve, codeOf, newApprover, openPage, proveOn, registerOn } from './scene.ts'

describeOnCommonSites('the recoveries of a day', (site) => {
  it('[P59] are counted at the approval too, however many pages were claimed side by side', async () => {
    const approver = await newApprover(site)
    const pages = await Promise.all([openPage(site), openPage(site), openPage(site)])
    const pairs = []
    for (const page of pages)
      pairs.push({ approver, page, claim: claimOf(await approver.scan(qrOf(page.view))) })
    const [first, second, third] = pairs
    for (const pair of [first!, second!]) await proveOn(await registerOn(site, await approve(pair)))
    expect(codeOf(await approver.approve(third!.claim))).to.equal('rate_limited')
    expect(viewOf(await third!.page.state()).state).to.equal('matched')
  })
})
