import { setTimeout as wait } from 'node:timers/promises'
import { expect } from 'chai'
import { viewOf } from '../support/page-device.ts'
import { claimOf } from '../support/signed-in-device.ts'
import { describeOnCommonSites, embeddedSite } from '../support/sites.ts'
import { codeOf, registered } from './scene.ts'

const REMEMBERED_MS = 400

describeOnCommonSites('a page that comes back after its recovery', (site) => {
  it('hears that it is done', async () => {
    const { page, newDevice, approver, claim } = await registered(site)
    await page.drop()
    expect((await newDevice.signIn()).body.recovered).to.equal(true)
    await page.connect(site.otherUrl)
    expect(viewOf(await page.resume()).state).to.equal('done')
    expect(claimOf(await approver.state(claim.claimId)).state).to.equal('done')
  })
})

describe('a recovery whose record is gone before its first sign-in', () => {
  const site = embeddedSite({ lives: { remembered: REMEMBERED_MS } })

  async function forgotten() {
    const pair = await registered(site)
    await wait(REMEMBERED_MS + 50)
    expect(codeOf(await pair.page.state())).to.equal('pairing_over')
    return pair
  }

  it('[L47] is proven all the same: SQL alone judges that', async () => {
    const { newDevice, approver } = await forgotten()
    expect((await newDevice.signIn()).body.recovered).to.equal(true)
    const { recoveries } = await approver.get('/api/account')
    expect(recoveries.map(({ state }) => state)).to.deep.equal(['done'])
  })

  it('[L47] is no longer stopped by its claim, and its passkey is removed on the account page', async () => {
    const { newDevice, approver, claim } = await forgotten()
    expect(codeOf(await approver.deny(claim.claimId))).to.equal('claim_over')
    const { passkeys } = await approver.get('/api/account')
    const { id } = passkeys.find(({ status }) => status === 'unproven')!
    const stepUp = await approver.stepUp({ do: 'remove-passkey', credentialId: id })
    expect((await approver.post('/api/passkeys/remove', { credentialId: id, stepUp })).error).to.equal(null)
    expect((await newDevice.signIn()).error?.code).to.equal('passkey_unknown')
  })
})
