import { expect } from 'chai'
import { eventually } from '../contract/eventually.ts'
import { viewOf } from '../support/page-device.ts'
import type { Rekey } from '../support/rekey.ts'
import { siteStores } from '../support/site-stores.ts'
import { commonSite } from '../support/sites.ts'
import { approve, closeAfterwards, openPage, scan } from './scene.ts'

/** Longer than a node may take to end. */
const WITHIN_MS = 5_000

describe('a node that ends', () => {
  const site = commonSite('shared')
  const stores = siteStores(site)

  for (const signal of ['SIGTERM', 'SIGHUP'] as const) {
    it(`politely after ${signal}: pages and devices are told, nothing is lost, and it is out in time`, async () => {
      const node = await site.start()
      const { page, pair, watching } = await peopleOn(node)

      const asked = performance.now()
      const [code] = await Promise.all([node.process.end(signal), page.closed(), watching.closed()])

      expect(performance.now() - asked).to.be.below(WITHIN_MS)
      expect(code).to.equal(0)
      expect([page.bye, watching.bye]).to.deep.equal(['restarting', 'restarting'])
      expect((await stores.record(page.view.pairingId)).detachedAt).to.be.a('number')
      await goesOn(pair)
    })
  }

  it('at once: the page comes back on another node all the same', async () => {
    const node = await site.start()
    const { page, pair } = await peopleOn(node)
    await Promise.all([node.kill(), page.closed()])
    expect(page.bye).to.equal(null)
    await goesOn(pair)
  })

  /** A matched pair whose page is on the node, as is a tab of the approver's. */
  async function peopleOn(node: Rekey) {
    const page = await openPage(site, { node: node.url })
    const pair = await scan(site, page)
    const watching = closeAfterwards(await pair.approver.sameBrowser().connect(node.url, '/account'))
    return { page, pair, watching }
  }

  async function goesOn(pair: Awaited<ReturnType<typeof scan>>): Promise<void> {
    await approve(pair)
    await pair.page.connect(site.otherUrl)
    expect(viewOf(await pair.page.resume()).state).to.equal('approved')
    await eventually(
      'the page is back',
      async () => (await stores.record(pair.page.view.pairingId)).detachedAt === null,
    )
  }
})
