import { expect } from 'chai'
import { qrOf } from '../support/page-device.ts'
import { claimOf } from '../support/signed-in-device.ts'
import { describeOnCommonSites } from '../support/sites.ts'
import { newApprover, openPage, scan } from './scene.ts'

describeOnCommonSites('What made a claim dual', (site) => {
  it('[L18] goes with the account to the next page that it claims, whatever the first page does', async () => {
    const first = await scan(site, await openPage(site))
    await first.page.newCode()
    const approver = await newApprover(site, site.otherUrl)
    const held = claimOf(await approver.scan(qrOf(first.page.view)))
    expect(held.reasons).to.include('not-me')
    await approver.deny(held.claimId)
    const next = claimOf(await approver.scan(qrOf((await openPage(site)).view)))
    expect(next.reasons).to.include('not-me')
  })
})
