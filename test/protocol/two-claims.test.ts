import { expect } from 'chai'
import { newCommandId, qrOf, viewOf } from '../support/page-device.ts'
import { claimOf } from '../support/signed-in-device.ts'
import { describeOnCommonSites } from '../support/sites.ts'
import { newApprover, openPage } from './scene.ts'

describeOnCommonSites('a device that claims one page after another', (site) => {
  it('[P48] hears nothing of the first page any more, so that it cannot talk it out of the second', async () => {
    const approver = await newApprover(site)
    const [first, second] = [await openPage(site), await openPage(site)]
    claimOf(await approver.scan(qrOf(first.view)))
    viewOf(await first.newCode())
    const { claimId } = claimOf(await approver.scan(qrOf(second.view)))
    approver.over = null
    viewOf(await first.newCode())
    // Whatever the first change told has come by the time that the second one has.
    await second.send('cancel', { id: newCommandId(), report: false })
    while (approver.views.at(-1)?.state !== 'cancelled')
      await new Promise((resolve) => approver.socket.once('claim', resolve))
    expect(approver.views.at(-1)?.claimId).to.equal(claimId)
    expect(approver.over).to.equal(null)
  })
})
