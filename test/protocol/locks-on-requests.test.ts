import { expect } from 'chai'
import { newAddress } from '../support/new-address.ts'
import { qrOf, viewOf } from '../support/page-device.ts'
import { claimOf } from '../support/signed-in-device.ts'
import { siteStores } from '../support/site-stores.ts'
import { describeOnOwnSites, sharedSite } from '../support/sites.ts'
import {
  approve,
  codeOf,
  contend,
  newApprover,
  newBrowser,
  openPage,
  refusalOf,
  refusedOpening,
  registerOn,
  scanned,
} from './scene.ts'

const HOUR_MS = 3_600_000
const MINUTE_MS = 60_000
const options = { env: { ON_CONTENTION: 'lock', LOCK_ON: 'requests' } }

describeOnOwnSites(
  'where requests lock, two pages of one network',
  (site) => {
    it('[L5] lock each other at the opening: both browsers, on every node, and no third one', async () => {
      const address = newAddress()
      const [one, other] = [newBrowser(), newBrowser()]
      const first = await openPage(site, { address, browserCookie: one })
      const error = await refusedOpening(site, { address, browserCookie: other, node: site.otherUrl })
      expect(error.code).to.equal('locked')
      expect(error.retryAfterMs).to.be.within(HOUR_MS - MINUTE_MS, HOUR_MS)
      expect(await first.until((view) => view.state === 'burned')).to.include({ endCause: 'locked' })
      for (const browserCookie of [one, other])
        expect((await refusedOpening(site, { browserCookie, node: site.otherUrl })).code).to.equal('locked')
      expect((await openPage(site, { address })).view.state).to.equal('open')
    })

    it('leave alone what both sides had matched before, which goes on to the end', async () => {
      const pair = await scanned(site)
      expect((await refusedOpening(site, { address: pair.page.address })).code).to.equal('locked')
      await registerOn(site, await approve(pair))
    })

    it('are none when one came from elsewhere, or is the same browser again', async () => {
      const [browserCookie, address] = [newBrowser(), newAddress()]
      await openPage(site, { address, browserCookie })
      await openPage(site)
      const again = await openPage(site, { address, browserCookie })
      expect(claimOf(await (await newApprover(site)).scan(qrOf(again.view))).state).to.equal('matched')
    })

    it('lock as two claims do, for what the policy for claims covers', async () => {
      const browserCookie = newBrowser()
      const { approver } = await contend(site, await openPage(site, { browserCookie }))
      expect((await refusedOpening(site, { browserCookie })).code).to.equal('locked')
      expect(codeOf(await approver.claim({ receipt: 'nonsense' }))).to.equal('locked')
      const between = await scanned(site)
      const second = await openPage(site)
      expect(codeOf(await between.approver.scan(qrOf(second.view)))).to.equal('locked')
    })
  },
  options,
)

describe('where requests lock, by the clock of the store', () => {
  const site = sharedSite(options)
  const stores = siteStores(site)

  it('[L8] an older page meets a newer one of its network at the claim, and both are locked', async () => {
    const older = await openPage(site)
    await stores.passTime(older.view.pairingId, MINUTE_MS + 1)
    const newer = await openPage(site, { address: older.address })
    const approver = await newApprover(site)
    expect(refusalOf(await approver.scan(qrOf(viewOf(await older.state()))))).to.deep.equal({
      code: 'code_invalid',
    })
    for (const page of [older, newer])
      expect(await page.until((view) => view.state === 'burned')).to.include({ endCause: 'locked' })
    // It was none of the account's doing, which has claimed nothing yet.
    expect(claimOf(await approver.scan(qrOf((await openPage(site)).view))).state).to.equal('matched')
  })

  it('[P101] a page that is matched goes on, with its place, where its browser opens another one that locks', async () => {
    const mine = { address: newAddress(), browserCookie: newBrowser() }
    const pair = await scanned(site, mine)
    await stores.passTime(pair.page.view.pairingId, MINUTE_MS + 1)
    const neighbour = await openPage(site, { address: mine.address })
    const { matched } = await stores.livePages.countByState()
    expect((await refusedOpening(site, mine)).code).to.equal('locked')
    expect(await neighbour.until((view) => view.state === 'burned')).to.include({ endCause: 'locked' })
    expect(await stores.livePages.countByState()).to.include({ matched })
    await registerOn(site, await approve(pair))
  })

  it('[L5] a page that is not matched ends as locked, where its browser opens another one that locks', async () => {
    const mine = { address: newAddress(), browserCookie: newBrowser() }
    const older = await openPage(site, mine)
    await stores.passTime(older.view.pairingId, MINUTE_MS + 1)
    await openPage(site, { address: mine.address })
    expect((await refusedOpening(site, mine)).code).to.equal('locked')
    expect(await older.until((view) => view.state !== 'open')).to.include({ endCause: 'locked' })
  })

  it('[L6] the code of a page that was locked meanwhile claims nothing, and the page ends', async () => {
    const page = await openPage(site)
    const { browser, id } = await stores.record(page.view.pairingId)
    const approver = await newApprover(site)
    const { body } = await approver.look(qrOf(page.view))
    await stores.locks.add(
      {
        id: 'A'.repeat(22),
        subjects: [`browser:${browser}`],
        locked: { kind: 'page', device: 'Chrome on Windows', network: '192.0.2.0/24' },
        reason: 'two-pages',
        recoveryId: id,
      },
      HOUR_MS,
    )
    expect(refusalOf(await approver.claim(body))).to.deep.equal({ code: 'code_invalid' })
    expect(await page.until((view) => view.state === 'burned')).to.include({ endCause: 'locked' })
  })

  it('[L1] a lock that is released before its time is gone on every node', async () => {
    const browserCookie = newBrowser()
    const { approver } = await contend(site, await openPage(site, { browserCookie }))
    for (const { id } of await stores.locks.list(100)) await stores.locks.release(id)
    const wish = { browserCookie, name: approver.name, node: site.otherUrl }
    const page = await openPage(site, wish)
    expect(claimOf(await approver.scan(qrOf(page.view))).state).to.equal('claimed')
  })
})
