import { expect } from 'chai'
import { newAddress } from '../support/new-address.ts'
import { qrOf, viewOf } from '../support/page-device.ts'
import { claimOf } from '../support/signed-in-device.ts'
import { siteStores } from '../support/site-stores.ts'
import { commonSite, describeOnCommonSites } from '../support/sites.ts'
import {
  approve,
  match,
  newApprover,
  newBrowser,
  newName,
  openPage,
  proveOn,
  registerOn,
  scan,
  scanned,
} from './scene.ts'

describeOnCommonSites('two browsers on one network', (site) => {
  it('[L22] make the later one dual when it opens, and the earlier one when it is claimed', async () => {
    const first = await openPage(site)
    const second = await openPage(site, { address: first.address, node: site.otherUrl })
    expect(first.view.reasons).to.deep.equal([])
    for (const page of [second, first]) {
      const { claim } = await scan(site, page)
      expect(claim).to.deep.include({ state: 'claimed', reasons: ['same-network'] })
    }
  })

  it('[L22] are none when the other one has gone, and when one browser opened both', async () => {
    const [browserCookie, address] = [newBrowser(), newAddress()]
    const first = await openPage(site, { browserCookie, address })
    const again = await openPage(site, { browserCookie, address })
    expect(again.view.reasons).to.deep.equal([])
    const other = await openPage(site, { address })
    viewOf(await other.cancel())
    expect((await scan(site, again)).claim.state).to.equal('matched')
    expect(first.view.state).to.equal('cancelled')
  })

  it('cost an honest person a return PIN, and no more', async () => {
    const address = newAddress()
    await openPage(site, { address })
    const pair = await scan(site, await openPage(site, { address }))
    await proveOn(await registerOn(site, await approve(await match(pair))))
  })
})

describeOnCommonSites('what was found at an opening', (site) => {
  /** A page whose browser had a neighbour, and has none any more. */
  async function neighboured() {
    const browserCookie = newBrowser()
    const neighbour = await openPage(site)
    const page = await openPage(site, { browserCookie, address: neighbour.address })
    expect(page.view.reasons).to.deep.equal(['same-network'])
    viewOf(await neighbour.cancel())
    return { browserCookie, page }
  }

  it('[L16] sticks to the browser through a reload, on another network and node', async () => {
    const { browserCookie } = await neighboured()
    const reloaded = await openPage(site, { browserCookie, node: site.otherUrl })
    expect(reloaded.view.reasons).to.deep.equal(['same-network'])
    expect((await scan(site, reloaded)).claim).to.deep.include({ state: 'claimed' })
  })

  it('[L16] sticks through a cancel', async () => {
    const { browserCookie, page } = await neighboured()
    viewOf(await page.cancel())
    expect((await openPage(site, { browserCookie })).view.reasons).to.deep.equal(['same-network'])
  })

  it('[L16] sticks to the page itself without its cookie', async () => {
    const { page } = await neighboured()
    viewOf(await page.cancel())
    await page.drop()
    Object.assign(page, { options: {}, address: newAddress() })
    await page.connect(site.otherUrl)
    expect((await page.open()).reasons).to.deep.equal(['same-network'])
  })

  it('[L16] is there after a reconnect, on another network and node', async () => {
    const { page } = await neighboured()
    await page.drop()
    Object.assign(page, { address: newAddress() })
    await page.connect(site.otherUrl)
    expect(viewOf(await page.resume()).reasons).to.deep.equal(['same-network'])
    expect((await scan(site, page)).claim.state).to.equal('claimed')
  })

  it('[L16] sticks to nobody else: not to its network, and not to another browser', async () => {
    const { page } = await neighboured()
    viewOf(await page.cancel())
    expect((await openPage(site, { address: page.address })).view.reasons).to.deep.equal([])
  })
})

describeOnCommonSites('an account that claims pages of two browsers', (site) => {
  /** The claim of the second page; the first one was single. */
  async function between(browserCookie = newBrowser()) {
    const first = await scanned(site)
    expect(first.claim.state).to.equal('matched')
    const page = await openPage(site, { browserCookie })
    const claim = claimOf(await first.approver.scan(qrOf(page.view)))
    return { first, page, claim, approver: first.approver }
  }

  it('[L28] is dual, and gets through with PINs on both devices', async () => {
    const { page, claim, approver } = await between()
    expect(claim).to.deep.include({ state: 'claimed', reasons: ['two-pages'] })
    await proveOn(await registerOn(site, await approve(await match({ approver, page, claim }))))
  })

  it('[L17] is so on every next page, and so is the browser of the page, whoever claims it', async () => {
    const browserCookie = newBrowser()
    const { page, claim, approver } = await between(browserCookie)
    claimOf(await approver.deny(claim.claimId))
    const reloaded = await openPage(site, { browserCookie, node: site.otherUrl })
    expect(reloaded.view.reasons).to.deep.equal(['two-pages'])
    expect((await scan(site, reloaded)).claim).to.deep.include({ state: 'claimed', reasons: ['two-pages'] })
    expect(page.view.state).to.equal('denied')
  })

  it('[L17] takes what was found at the claim of one page to the next one', async () => {
    const page = await openPage(site)
    const neighbour = await openPage(site, { address: page.address })
    const { approver, claim } = await scan(site, page)
    expect(claim.reasons).to.deep.equal(['same-network'])
    viewOf(await neighbour.cancel())
    claimOf(await approver.deny(claim.claimId))
    const next = claimOf(await approver.scan(qrOf((await openPage(site)).view)))
    expect(next.reasons).to.include('same-network')
  })

  it('is not one that claims a page, its reload, and the same page again', async () => {
    const browserCookie = newBrowser()
    const { approver } = await scanned(site, { browserCookie })
    for (const node of [site.otherUrl, site.url]) {
      const reloaded = await openPage(site, { browserCookie, node })
      expect(claimOf(await approver.scan(qrOf(reloaded.view)))).to.deep.include({
        state: 'matched',
        reasons: [],
      })
    }
  })
})

describeOnCommonSites('a report', (site) => {
  const reports = {
    'by the approving device': async () => {
      const { approver, page, claim } = await scanned(site)
      claimOf(await approver.deny(claim.claimId, true))
      return page
    },
    'by the page, of an account that is not its own': async () => {
      const { page } = await approve(await scanned(site))
      viewOf(await page.cancel({ notMine: true }))
      return page
    },
    'by the page': async () => {
      const { page } = await scanned(site)
      viewOf(await page.cancel({ report: true }))
      return page
    },
  }
  for (const [who, report] of Object.entries(reports)) {
    it(`[L14] ${who} makes the next pages of that network dual, and of no other`, async () => {
      const { address } = await report()
      const page = await openPage(site, { address, node: site.otherUrl })
      expect(page.view.reasons).to.deep.equal(['reported-network'])
      expect((await scan(site, page)).claim.state).to.equal('claimed')
      expect((await openPage(site)).view.reasons).to.deep.equal([])
    })
  }

  it('[L14] is none without the word: a deny harms no neighbour', async () => {
    const { approver, page, claim } = await scanned(site)
    claimOf(await approver.deny(claim.claimId))
    expect((await openPage(site, { address: page.address })).view.reasons).to.deep.equal([])
  })

  it('sticks to the network alone: whoever leaves it is met like anybody', async () => {
    const { address } = await reports['by the approving device']()
    const browserCookie = newBrowser()
    await openPage(site, { address, browserCookie })
    expect((await openPage(site, { browserCookie })).view.reasons).to.deep.equal([])
  })
})

describeOnCommonSites('two pages for one typed name', (site) => {
  it('[L23] are dual, also by QR code, and hear of it when they are claimed', async () => {
    const approver = await newApprover(site)
    const page = await openPage(site, { name: approver.name.toUpperCase() })
    const other = await openPage(site, { name: approver.name, node: site.otherUrl })
    for (const { view } of [page, other]) expect(view.reasons).to.deep.equal([])
    const claim = claimOf(await approver.scan(qrOf(other.view)))
    expect(claim).to.deep.include({ state: 'claimed', reasons: ['same-name'] })
    expect((await other.until((view) => view.state === 'claimed')).reasons).to.deep.equal(['same-name'])
  })

  it('[L23] are none when one browser opened both', async () => {
    const approver = await newApprover(site)
    const browserCookie = newBrowser()
    await openPage(site, { name: approver.name, browserCookie })
    const page = await openPage(site, { name: approver.name, browserCookie })
    expect(claimOf(await approver.scan(qrOf(page.view))).state).to.equal('matched')
  })
})

describe('two pages for one typed name, in the record', () => {
  const site = commonSite('shared')
  const stores = siteStores(site)

  it('[L23] are found whether or not the name has an account, so that nothing tells which', async () => {
    for (const name of [newName('Nobody'), (await newApprover(site)).name]) {
      await openPage(site, { name })
      const second = await openPage(site, { name })
      const { reasons } = await stores.record(second.view.pairingId)
      expect(reasons, name).to.deep.equal(['same-name'])
      expect(second.view.reasons).to.deep.equal([])
    }
  })
})

describeOnCommonSites('a busy network', (site) => {
  it('[L24] begins with the sixth live page', async () => {
    const address = newAddress()
    for (let count = 1; count <= 5; count += 1)
      expect((await openPage(site, { address })).view.reasons).to.not.include('busy-network')
    const sixth = await openPage(site, { address })
    expect(sixth.view.reasons).to.have.members(['same-network', 'busy-network'])
    expect((await openPage(site)).view.reasons).to.deep.equal([])
  })

  it('[L24] begins with the eleventh opening of a minute, though one browser opened them all', async () => {
    const [address, browserCookie] = [newAddress(), newBrowser()]
    for (let count = 1; count <= 10; count += 1)
      expect((await openPage(site, { address, browserCookie })).view.reasons).to.deep.equal([])
    const eleventh = await openPage(site, { address, browserCookie })
    expect(eleventh.view.reasons).to.deep.equal(['busy-network'])
  })
})
