import { expect } from 'chai'
import { qrOf } from '../support/page-device.ts'
import { claimOf, SignedInDevice } from '../support/signed-in-device.ts'
import { describeOnCommonSites } from '../support/sites.ts'
import { newApprover, openPage } from './scene.ts'

describeOnCommonSites('a code that is used again and again after its end', (site) => {
  it('is written down a few times, and pushes nothing else out of the Activity of the account', async () => {
    const [approver, page] = await Promise.all([newApprover(site), openPage(site)])
    const code = qrOf(page.view)
    const { claimId } = claimOf(await approver.scan(code))
    await approver.deny(claimId)
    const stranger = new SignedInDevice(site.url)
    await stranger.visit('/approve')
    for (let again = 0; again < 8; again += 1) {
      expect((await stranger.look(code)).error?.code).to.equal('code_invalid')
    }
    const { news } = await approver.get('/api/account')
    const reuses = news.filter(({ action }) => action === 'pairing-code-reused')
    expect(reuses).to.have.length(1)
    expect(reuses[0]?.count).to.be.within(1, 3)
  })
})
