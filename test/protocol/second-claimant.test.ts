import { expect } from 'chai'
import { type PageDevice, qrOf, viewOf } from '../support/page-device.ts'
import { claimOf, NOTHING_LOST } from '../support/signed-in-device.ts'
import { describeOnCommonSites } from '../support/sites.ts'
import {
  approve,
  codeOf,
  connectedPage,
  newApprover,
  newBrowser,
  openPage,
  type Pair,
  refusedOpening,
  register,
  scan,
} from './scene.ts'

describeOnCommonSites('a second claimant', (site) => {
  const states: Record<string, () => Promise<{ page: PageDevice; goOn?: (pair: Pair) => Promise<Pair> }>> = {
    claimed: async () => ({ page: await dualPage() }),
    matched: async () => ({ page: await openPage(site) }),
    approved: async () => ({ page: await openPage(site), goOn: approve }),
  }
  for (const [state, begin] of Object.entries(states)) {
    it(`ends a pairing that is ${state}, for both`, async () => {
      const { page, goOn } = await begin()
      const { pair, refused } = await contended(page, goOn)
      const { approver, claim } = pair
      expect(claim.state).to.equal(state)
      expect(refused).to.deep.equal({ ok: false, error: { code: 'code_invalid' } })

      const burned = { state: 'burned', endCause: 'second-claimant' }
      expect(await page.until((view) => view.state === 'burned')).to.include(burned)
      expect(claimOf(await approver.state(claim.claimId))).to.include(burned)
      expect(codeOf(await approver.approveOptions(claim.claimId, NOTHING_LOST))).to.equal('not_now')
      expect(codeOf(await page.registerOptions())).to.equal('pairing_over')
    })
  }

  it('[P1] gets nothing of what is registered already, and cannot stop it', async () => {
    const { page, pair, refused } = await contended(await openPage(site), async (scanned) => {
      const approved = await approve(scanned)
      viewOf(await register(scanned.page, await newApprover(site)))
      return approved
    })
    expect(codeOf(refused)).to.equal('code_invalid')
    expect(viewOf(await page.state())).to.include({ state: 'registered', account: pair.approver.name })
  })

  it('[P24] after it the browser has to name an account, on every node and with every page', async () => {
    const browserCookie = newBrowser()
    await contended(await openPage(site, { browserCookie }))
    for (const node of [site.url, site.otherUrl]) {
      const page = await connectedPage(site, { browserCookie, node })
      const body = { pageKey: page.pageKey, purpose: 'replace' as const }
      expect(codeOf(await page.send('open', page.message('open', body)))).to.equal('name_required')
    }
  })

  it('[P24] so has the page itself, whatever its cookies say', async () => {
    const { page } = await contended(await openPage(site))
    await page.drop()
    await page.connect(site.otherUrl)
    const body = { pageKey: page.pageKey, purpose: 'replace' as const }
    expect(codeOf(await page.send('open', page.message('open', body)))).to.equal('name_required')
  })

  it('[P101] a page that names none ends nothing: what its browser asks for by name goes on', async () => {
    const browserCookie = newBrowser()
    const { approver } = (await contended(await openPage(site, { browserCookie }))).pair
    const named = await openPage(site, { browserCookie, name: approver.name })
    expect((await refusedOpening(site, { browserCookie, node: site.otherUrl })).code).to.equal(
      'name_required',
    )
    expect(claimOf(await approver.scan(qrOf(named.view))).state).to.equal('claimed')
  })

  it('costs its victim a name and a return PIN, and no more', async () => {
    const browserCookie = newBrowser()
    const { pair, mallory } = await contended(await openPage(site, { browserCookie }))
    const { approver } = pair
    const page = await openPage(site, { browserCookie, name: approver.name, node: site.otherUrl })
    expect(page.view.reasons).to.deep.equal(['second-claimant'])
    expect(codeOf(await mallory.scan(qrOf(page.view)))).to.equal('code_invalid')
    const claim = claimOf(await approver.scan(qrOf(page.view)))
    expect(claim).to.deep.include({ state: 'claimed', reasons: ['second-claimant'] })
    viewOf(await page.typeReturnPin(claim.returnPin?.pin ?? ''))
    await approve({ page, approver, claim })
    expect(viewOf(await register(page, await newApprover(site))).state).to.equal('registered')
  })

  it('makes what either account claims next dual, on another page and node', async () => {
    const { pair, mallory } = await contended(await openPage(site))
    for (const claimant of [pair.approver, mallory]) {
      const other = await openPage(site, { node: site.otherUrl })
      expect(other.view.reasons).to.deep.equal([])
      const claim = claimOf(await claimant.scan(qrOf(other.view)))
      expect(claim.state).to.equal('claimed')
      expect(claim.reasons).to.include('second-claimant')
    }
  })

  it('finds the code dead when it comes third', async () => {
    const page = await openPage(site)
    const third = await newApprover(site)
    const { body } = await third.look(qrOf(page.view))
    await contended(page)
    expect(codeOf(await third.claim(body))).to.equal('code_invalid')
    expect((await third.look(qrOf(page.opened))).error?.code).to.equal('code_invalid')
  })

  /** A stranger looks at the code, a pair goes on with it, and then the stranger taps Continue elsewhere. */
  async function contended(page: PageDevice, goOn = async (pair: Pair) => pair) {
    const mallory = await newApprover(site, site.url)
    const { body } = await mallory.look(qrOf(page.view))
    const pair = await goOn(await scan(site, page))
    return { page, pair, mallory, refused: await mallory.claim(body) }
  }

  /** A page whose first claim was not its own person's. */
  async function dualPage(): Promise<PageDevice> {
    const { page } = await scan(site, await openPage(site))
    viewOf(await page.newCode())
    return page
  }
})
