import { expect } from 'chai'
import { newCommandId, viewOf } from '../support/page-device.ts'
import { claimOf } from '../support/signed-in-device.ts'
import { describeOnCommonSites } from '../support/sites.ts'
import {
  approved,
  codeOf,
  dualClaimed,
  newBrowser,
  openPage,
  type Pair,
  recovered,
  register,
  registered,
  scanned,
} from './scene.ts'

describeOnCommonSites('stopping', (site) => {
  const begins: Record<string, () => Promise<Pair>> = {
    claimed: () => dualClaimed(site),
    matched: () => scanned(site),
    approved: () => approved(site),
    registered: () => registered(site),
  }
  for (const [state, begin] of Object.entries(begins)) {
    it(`the claimant can deny what is ${state}, for good`, async () => {
      const { approver, page, claim } = await begin()
      const id = newCommandId()
      expect(claimOf(await approver.deny(claim.claimId, false, id))).to.include({ state: 'denied' })
      expect(claimOf(await approver.deny(claim.claimId, false, id))).to.include({ state: 'denied' })
      expect(await page.until((view) => view.state === 'denied')).to.include({
        endCause: 'denied',
        account: null,
      })
      expect(codeOf(await register(page, approver))).to.equal('pairing_over')
      expect(codeOf(await approver.deny(claim.claimId))).to.equal('pairing_over')
    })
  }

  it('a deny after the registration takes the passkey back, which then cannot sign in', async () => {
    const { approver, claim, newDevice } = await registered(site)
    claimOf(await approver.deny(claim.claimId))
    expect((await newDevice.signIn()).error?.code).to.equal('passkey_unknown')
    const { passkeys } = await approver.get('/api/account')
    expect(passkeys.map(({ status }) => status)).to.deep.equal(['active'])
  })

  it('[P18] nobody denies what is done; then there is the undo', async () => {
    const { approver, page, claim, newDevice } = await recovered(site)
    expect(codeOf(await approver.deny(claim.claimId))).to.equal('not_now')
    expect(viewOf(await page.state()).state).to.equal('done')
    expect(await newDevice.get('/api/session')).to.include({ signedIn: true })
  })

  it('"I didn’t start this" is told to the page and written down', async () => {
    const { approver, page, claim } = await approved(site)
    expect(claimOf(await approver.deny(claim.claimId, true))).to.include({
      state: 'denied',
      endCause: 'reported',
    })
    expect(viewOf(await page.state())).to.include({ state: 'denied', endCause: 'reported' })
    const { news } = await approver.get('/api/account')
    expect(news.map(({ action }) => action)).to.include('pairing-reported')
  })

  it('after a deny the page goes on with one tap, on the connection it has', async () => {
    const { approver, page, claim } = await scanned(site)
    claimOf(await approver.deny(claim.claimId))
    const fresh = await page.open()
    expect(fresh).to.deep.include({ state: 'open', reasons: [] })
    expect(fresh.pairingId).to.not.equal(page.views[0]?.pairingId)
  })

  it('"Not my account" on the page ends an approval and reports it', async () => {
    const { approver, page, claim } = await approved(site)
    expect(viewOf(await page.cancel({ notMine: true }))).to.include({
      state: 'cancelled',
      endCause: 'not-my-account',
      account: null,
    })
    expect(claimOf(await approver.state(claim.claimId))).to.include({ endCause: 'not-my-account' })
    expect(codeOf(await page.registerOptions())).to.equal('pairing_over')
  })

  it('[P51] the page cannot cancel what it has registered; the account can still deny it', async () => {
    const { page, approver, claim } = await registered(site)
    expect(codeOf(await page.cancel())).to.equal('not_now')
    expect(codeOf(await page.cancel({ notMine: true }))).to.equal('not_now')
    expect(claimOf(await approver.deny(claim.claimId))).to.include({ state: 'denied' })
  })

  it('[P54] there are no new codes once it is approved', async () => {
    const { page, approver, claim } = await approved(site)
    expect(codeOf(await page.newCode())).to.equal('not_now')
    expect(claimOf(await approver.state(claim.claimId)).state).to.equal('approved')
  })

  it('a newer page of the same browser ends the older one; that is no contention', async () => {
    const browserCookie = newBrowser()
    const older = await scanned(site, { browserCookie })
    const newer = await openPage(site, { browserCookie, node: site.otherUrl })
    expect(newer.view).to.deep.include({ state: 'open', reasons: [] })
    expect(await older.page.until((view) => view.state === 'cancelled')).to.include({
      endCause: 'replaced-by-newer',
    })
  })

  it('[P52] but never one that is approved', async () => {
    const browserCookie = newBrowser()
    const { page } = await approved(site, undefined, { browserCookie })
    await openPage(site, { browserCookie, node: site.otherUrl })
    expect(viewOf(await page.state()).state).to.equal('approved')
    expect(codeOf(await page.registerOptions())).to.equal(null)
  })
})
