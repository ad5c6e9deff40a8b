import { setTimeout as wait } from 'node:timers/promises'
import { expect } from 'chai'
import type { PairingId } from '../../shared/ids.ts'
import { eventually } from '../contract/eventually.ts'
import { viewOf } from '../support/page-device.ts'
import { siteStores } from '../support/site-stores.ts'
import { commonSite, describeOnCommonSites } from '../support/sites.ts'
import {
  approve,
  approved,
  closeAfterwards,
  codeOf,
  dualClaimed,
  openPage,
  type Pair,
  proveOn,
  type Registered,
  registered,
  registerOn,
  scan,
  scanned,
} from './scene.ts'

describeOnCommonSites('a page that drops', (site) => {
  it('comes back on another node to an open pairing, whose code still works', async () => {
    const page = await openPage(site)
    await page.drop()
    await page.connect(site.otherUrl)
    expect(viewOf(await page.resume())).to.deep.include({
      state: 'open',
      reasons: [],
      pairingId: page.pairingId,
    })
    expect(page.view.codes?.seed).to.equal(page.opened.codes?.seed)
    await scan(site, page)
    await page.until((view) => view.state === 'matched')
  })

  const states: Record<string, [begin: () => Promise<Pair>, goOn: (pair: Pair) => Promise<unknown>]> = {
    claimed: [
      () => dualClaimed(site),
      async ({ page, claim }) => viewOf(await page.typeReturnPin(claim.returnPin?.pin ?? '')),
    ],
    matched: [() => scanned(site), (pair) => approve(pair)],
    approved: [() => approved(site), (pair) => registerOn(site, pair)],
    registered: [() => registered(site), (pair) => proveOn(pair as Registered)],
  }
  for (const [state, [begin, goOn]] of Object.entries(states)) {
    it(`finds its pairing as it is when it comes back: ${state}`, async () => {
      const pair = await begin()
      await pair.page.drop()
      await pair.page.connect(site.otherUrl)
      expect(viewOf(await pair.page.resume()).state).to.equal(state)
      await goOn(pair)
    })
  }

  it('is told what happened without it', async () => {
    const pair = await scanned(site)
    await pair.page.drop()
    await approve(pair)
    await pair.page.connect(site.otherUrl)
    expect(viewOf(await pair.page.resume())).to.include({ state: 'approved', account: pair.approver.name })
    await registerOn(site, pair)
  })

  it('[P47] the newest connection has the pairing; the older one hears so and is closed', async () => {
    const { page, approver, claim } = await scanned(site)
    const twin = await closeAfterwards(page.twin()).connect(site.otherUrl)
    expect(viewOf(await twin.resume()).state).to.equal('matched')
    await page.closed()
    expect(page.bye).to.equal('superseded')
    await approve({ page: twin, approver, claim })
    await twin.until((view) => view.state === 'approved')
    expect(page.views.some((view) => view.state === 'approved')).to.equal(false)
  })

  it('one connection may go from one pairing to the next, and hears of that one only', async () => {
    const { page } = await scanned(site)
    const first = page.view.pairingId
    viewOf(await page.cancel())
    await page.open()
    page.views.length = 0
    await scan(site, page)
    await page.until((view) => view.state === 'matched')
    expect(page.views.map(({ pairingId }) => pairingId)).to.not.include(first)
  })

  it('[P67] a connection takes one page over, once: more writes nothing', async () => {
    const page = await openPage(site)
    const first = page.pairingId as PairingId
    expect(viewOf(await page.resume()).version, 'it is the page already').to.equal(page.opened.version)
    await page.open()
    expect(codeOf(await page.resume(first))).to.equal('not_now')
    await page.drop()
    await page.connect(site.otherUrl)
    const { version } = viewOf(await page.resume())
    expect(viewOf(await page.resume()).version).to.equal(version)
  })

  it('a page that never was comes back to nothing', async () => {
    const page = await openPage(site)
    await page.drop()
    const stranger = page.twin()
    Object.assign(stranger, { pairingId: 'A'.repeat(22) })
    await closeAfterwards(stranger).connect(site.otherUrl)
    expect(codeOf(await stranger.resume())).to.equal('pairing_over')
  })
})

describe('the minute that a dropped page has', () => {
  const site = commonSite('shared')
  const stores = siteStores(site)
  const detachedAt = async (pair: Pick<Pair, 'page'>) =>
    (await stores.record(pair.page.pairingId as never)).detachedAt

  it('begins with the drop and ends with the resume', async () => {
    const pair = await scanned(site)
    expect(await detachedAt(pair)).to.equal(null)
    await pair.page.drop()
    await eventually('the drop is written down', async () => (await detachedAt(pair)) !== null)
    await stores.passTime(pair.page.view.pairingId, 55_000)
    await pair.page.connect(site.otherUrl)
    expect(viewOf(await pair.page.resume()).state).to.equal('matched')
    expect(await detachedAt(pair)).to.equal(null)
  })

  it('[P68] begins for a page that dropped again while it came back', async () => {
    const { page } = await scanned(site)
    const record = () => stores.record(page.view.pairingId)
    await page.drop()
    await eventually('the drop is written down', async () => (await record()).detachedAt !== null)
    const { connection } = await record()
    await page.connect(site.otherUrl)
    site.redis?.pause()
    try {
      page.resume().catch(() => {})
      await page.drop()
      // The node hears of the drop while it waits for Redis; what it hears later is written down anyway.
      await wait(200)
    } finally {
      site.redis?.resume()
    }
    await eventually('it came back', async () => (await record()).connection !== connection)
    await eventually('and dropped', async () => (await record()).detachedAt !== null)
  })

  it('[P21] does not begin when the connection that closed was an older one', async () => {
    const pair = await scanned(site)
    const twin = await closeAfterwards(pair.page.twin()).connect(site.otherUrl)
    viewOf(await twin.resume())
    await pair.page.closed()
    // Long enough for the node that lost the older connection to write it down, if it did.
    for (let times = 0; times < 8; times += 1) {
      viewOf(await twin.state())
      expect(await detachedAt(pair)).to.equal(null)
    }
  })
})
