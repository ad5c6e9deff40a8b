import { expect } from 'chai'
import { newCommandId, viewOf } from '../support/page-device.ts'
import { approval, NOTHING_LOST, offered } from '../support/signed-in-device.ts'
import { describeOnCommonSites } from '../support/sites.ts'
import { approve, codeOf, newApprover, openPage, proveOn, registerOn, scanToMatch } from './scene.ts'

describeOnCommonSites('the recoveries of a day', (site) => {
  it('[P59] are counted at the approval too, however many pages were claimed side by side', async () => {
    const approver = await newApprover(site)
    const pages = await Promise.all([openPage(site), openPage(site), openPage(site)])
    const pairs = []
    for (const page of pages) pairs.push(await scanToMatch(approver, page))
    const [first, second, third] = pairs
    const offer = offered(await approver.approveOptions(third!.claim.claimId, NOTHING_LOST))
    for (const pair of [first!, second!]) await proveOn(await registerOn(site, await approve(pair)))
    const inTime = approval(third!.claim, NOTHING_LOST, approver.assert(offer), newCommandId())
    expect(codeOf(await approver.sendApproval(inTime))).to.equal('rate_limited')
    expect(codeOf(await approver.approveOptions(third!.claim.claimId, NOTHING_LOST))).to.equal('rate_limited')
    expect(viewOf(await third!.page.state()).state).to.equal('matched')
  })
})
