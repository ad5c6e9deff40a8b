import { expect } from 'chai'
import { eventually } from '../contract/eventually.ts'
import { newAddress } from '../support/new-address.ts'
import { type PageDevice, viewOf } from '../support/page-device.ts'
import { describeOnOwnSites } from '../support/sites.ts'
import {
  codeOf,
  connectedPage,
  newApprover,
  newBrowser,
  newName,
  openPage,
  refusalOf,
  refusedOpening,
} from './scene.ts'

const MINUTE_MS = 60_000
const PLACES = 50
const RESUME_MS = 2_000

describeOnOwnSites(
  'numbers that LIMITS sets',
  (site) => {
    it('[L2] [L11] hold for the openings of one browser', async () => {
      const [address, browserCookie] = [newAddress(), newBrowser()]
      for (let count = 0; count < 6; count += 1) await openPage(site, { address, browserCookie })
      const error = await refusedOpening(site, { address, browserCookie, node: site.otherUrl })
      expect(error.code).to.equal('rate_limited')
      expect(error.retryAfterMs).to.be.within(1, MINUTE_MS)
      expect((await openPage(site, { address })).view.state).to.equal('open')
    })

    it('[L24] hold for what makes a network busy', async () => {
      const address = newAddress()
      await openPage(site, { address })
      expect((await openPage(site, { address })).view.reasons).to.have.members([
        'same-network',
        'busy-network',
      ])
    })

    it('hold for the claims of a session, whatever it presents', async () => {
      const approver = await newApprover(site)
      for (let count = 0; count < 2; count += 1)
        expect(codeOf(await approver.claim({ receipt: 'nonsense' }))).to.equal('code_invalid')
      const error = refusalOf(await approver.claim({ receipt: 'nonsense' }))
      expect(error.code).to.equal('rate_limited')
      expect(error.retryAfterMs).to.be.within(1, 10 * MINUTE_MS)
    })
  },
  { env: { LIMITS: 'opening-browser=6,busy-pages=1,claim=3' } },
)

describeOnOwnSites(
  'the places of a network',
  (site) => {
    const filled = async () => {
      const address = newAddress()
      const open = () => openPage(site, { address })
      const pages = await Promise.all(Array.from({ length: PLACES }, open))
      return { address, pages }
    }

    it('[L3] are refused when all are taken; who names an account and who is elsewhere still gets one', async () => {
      const { address } = await filled()
      const error = await refusedOpening(site, { address, node: site.otherUrl })
      expect(error).to.deep.equal({ code: 'rate_limited', retryAfterMs: MINUTE_MS })
      expect((await openPage(site, { address, name: newName() })).view.state).to.equal('open')
      expect((await openPage(site)).view.state).to.equal('open')
    })

    it('[P101] are passed on in one browser, whose older request lives where the newer one is refused', async () => {
      const mine = { address: newAddress(), browserCookie: newBrowser() }
      const older = await openPage(site, mine)
      const others = Array.from({ length: PLACES - 1 }, () => openPage(site, { address: mine.address }))
      await Promise.all(others)
      const newer = await openPage(site, { ...mine, node: site.otherUrl })
      expect(await older.until((view) => view.state !== 'open')).to.include({ endCause: 'replaced-by-newer' })
      await openPage(site, { address: mine.address, name: newName() })
      expect((await refusedOpening(site, mine)).code).to.equal('rate_limited')
      expect(viewOf(await newer.state()).state).to.equal('open')
    })

    it('are free again when a page ends', async () => {
      const { address, pages } = await filled()
      viewOf(await pages[0]!.cancel())
      expect((await openPage(site, { address })).view.state).to.equal('open')
      expect((await refusedOpening(site, { address })).code).to.equal('rate_limited')
    })

    it('are free again when a page has dropped and did not come back in time', async () => {
      const { address, pages } = await filled()
      await pages[0]!.drop()
      expect((await refusedOpening(site, { address })).code).to.equal('rate_limited')
      const page = await connectedPage(site, { address })
      await eventually('the place is free', () => opens(page), 8_000)
    })

    it('are kept by a page that dropped and came back', async () => {
      const { address, pages } = await filled()
      const [page] = pages as [PageDevice]
      await page.drop()
      await page.connect(site.otherUrl)
      viewOf(await page.resume())
      await new Promise((resolve) => setTimeout(resolve, RESUME_MS + 200))
      expect((await refusedOpening(site, { address })).code).to.equal('rate_limited')
      expect(viewOf(await page.state()).state).to.equal('open')
    })

    /** One try; each is a browser of its own, and a socket has five commands a second. */
    async function opens(page: PageDevice): Promise<boolean> {
      await new Promise((resolve) => setTimeout(resolve, 250))
      const body = { pageKey: page.pageKey, purpose: 'replace' as const }
      return codeOf(await page.send('open', page.message('open', body))) === null
    }
  },
  {
    env: { LIMITS: `live-per-network=${PLACES},live-named=10,connecting=500` },
    lives: { resume: RESUME_MS },
  },
)
