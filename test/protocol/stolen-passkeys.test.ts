import { expect } from 'chai'
import { newCommandId } from '../support/page-device.ts'
import { approval, type Claimed, claimOf } from '../support/signed-in-device.ts'
import { siteStores } from '../support/site-stores.ts'
import { commonSite } from '../support/sites.ts'
import { addDevice, scanned } from './scene.ts'

describe('a passkey that an approval calls stolen', () => {
  const site = commonSite('shared')
  const stores = siteStores(site)

  it('is suspended by the retry of an approval whose node was killed before it came to that', async () => {
    const { approver, claim } = await scanned(site)
    const { passkey } = await addDevice(approver)
    const choice = { retire: { credentialId: passkey, mode: 'stolen' as const }, endOtherSessions: false }
    const offer = await approver.approveOptions(claim.claimId, choice)
    if (!offer.ok) throw new Error(offer.error.code)
    const message = approval(claim, choice, approver.assert(offer), newCommandId())
    const status = async () => (await stores.sql.credentials.find(passkey))?.status
    const send = () => approver.send<Claimed>('approve', message)
    claimOf(await send())
    expect(await status()).to.equal('suspended')
    // As if the kill had come first.
    await stores.run('update credentials set status = $1 where id = $2', ['active', passkey])
    expect(claimOf(await send()).state).to.equal('approved')
    expect(await status()).to.equal('suspended')
  })
})
