import { expect } from 'chai'
import { newAddress } from '../support/new-address.ts'
import { qrOf, viewOf } from '../support/page-device.ts'
import { claimOf } from '../support/signed-in-device.ts'
import { siteStores } from '../support/site-stores.ts'
import { describeOnOwnSites } from '../support/sites.ts'
import {
  addDevice,
  approve,
  codeOf,
  contend,
  dualClaimed,
  newApprover,
  newBrowser,
  openPage,
  proveOn,
  refusalOf,
  refusedOpening,
  registerOn,
  scan,
  scanned,
  scanToMatch,
} from './scene.ts'

const LOCK = { ON_CONTENTION: 'lock' }
const HOUR_MS = 3_600_000
const BRIEF_MS = 2_000
const anHour = [HOUR_MS - 60_000, HOUR_MS] as const

describeOnOwnSites(
  'where contention locks, a second claimant',
  (site) => {
    const stores = siteStores(site)

    it('[L12] [L1] locks the page: browser and page key open nothing, on any node, and hear how long', async () => {
      const browserCookie = newBrowser()
      const page = await openPage(site, { browserCookie })
      const { approver, refused } = await contend(site, page)
      expect(refusalOf(refused)).to.deep.equal({ code: 'code_invalid' })
      expect(await page.until((view) => view.state === 'burned')).to.include({ endCause: 'second-claimant' })
      const wishes = [
        { browserCookie },
        { browserCookie, node: site.otherUrl },
        { browserCookie, name: approver.name },
      ]
      for (const wish of wishes) {
        const error = await refusedOpening(site, wish)
        expect(error.code).to.equal('locked')
        expect(error.retryAfterMs).to.be.within(...anHour)
      }
      await page.drop()
      Object.assign(page, { address: newAddress(), options: {} })
      await page.connect(site.otherUrl)
      const body = { pageKey: page.pageKey, purpose: 'replace' as const }
      expect(codeOf(await page.send('open', page.message('open', body)))).to.equal('locked')
    })

    it('[L13] [L15] locks the pairing route of both accounts, who hear so before their code is looked at', async () => {
      const { approver, mallory } = await contend(site, await openPage(site))
      const other = await openPage(site)
      const good = await approver.look(qrOf(other.view))
      for (const device of [approver, mallory]) {
        for (const code of [{ receipt: good.body.receipt }, { receipt: 'nonsense' }, { pin: 'AAAA-AAAA' }]) {
          const error = refusalOf(await device.claim(code))
          expect(error.code).to.equal('locked')
          expect(error.retryAfterMs).to.be.within(...anHour)
        }
      }
      // Neither what they tried nor what they are locks anybody else.
      expect(viewOf(await other.state()).state).to.equal('open')
      expect(claimOf(await (await newApprover(site)).scan(qrOf(other.view))).state).to.equal('matched')
    })

    it('locks no network, no sign-in, and nothing of /account', async () => {
      const browserCookie = newBrowser()
      const page = await openPage(site, { browserCookie })
      const { approver } = await contend(site, page)
      expect((await openPage(site, { address: page.address })).view.state).to.equal('open')
      const second = await approver.secondDevice()
      expect((await second.get('/api/account')).passkeys).to.have.length(1)
      await addDevice(approver)
      expect((await approver.get('/api/account')).passkeys).to.have.length(2)
    })

    it('is written down in the Activity of the account that held the claim', async () => {
      const { approver, page } = await contend(site, await openPage(site))
      const accountId = (await stores.sql.credentials.find(approver.authenticator.passkeys[0]!.id as never))!
        .accountId
      const actions = (await stores.sql.audit.list(accountId, 50)).map(({ action, recoveryId, detail }) =>
        [action, recoveryId, detail].join(' '),
      )
      expect(actions).to.include(`pairing-locked ${page.view.pairingId} second-claimant`)
    })

    it('goes by nothing that a stranger alone can do: a code that is refused locks nobody', async () => {
      const [page, mallory] = await Promise.all([openPage(site), newApprover(site)])
      const { approver } = await scan(site, page)
      for (const code of [{ receipt: 'nonsense' }, { pin: 'AAAA-AAAA' }])
        expect(codeOf(await mallory.claim(code))).to.equal('code_invalid')
      expect(viewOf(await page.state()).state).to.equal('matched')
      expect((await openPage(site, { address: page.address })).view.state).to.equal('open')
      expect(claimOf(await mallory.scan(qrOf((await openPage(site)).view))).state).to.equal('matched')
      expect(approver.over).to.equal(null)
    })
  },
  { env: LOCK },
)

describeOnOwnSites(
  'where contention locks, an account between pages of two browsers',
  (site) => {
    it('[L7] locks itself and both pages; what was only claimed ends', async () => {
      const browsers = [newBrowser(), newBrowser()]
      const first = await dualClaimed(site, { browserCookie: browsers[0]! })
      const second = await openPage(site, { browserCookie: browsers[1]! })
      const error = refusalOf(await first.approver.scan(qrOf(second.view)))
      expect(error.code).to.equal('locked')
      expect(error.retryAfterMs).to.be.within(...anHour)
      for (const page of [first.page, second]) {
        await page.until((view) => view.state === 'burned')
        expect(page.view.endCause).to.equal('locked')
      }
      for (const browserCookie of browsers)
        expect((await refusedOpening(site, { browserCookie, node: site.otherUrl })).code).to.equal('locked')
      expect(codeOf(await first.approver.claim({ receipt: 'nonsense' }))).to.equal('locked')
    })

    it('[L7] leaves alone what both sides had matched before, which goes on to the end', async () => {
      const first = await scanned(site)
      const second = await openPage(site)
      expect(codeOf(await first.approver.scan(qrOf(second.view)))).to.equal('locked')
      await proveOn(await registerOn(site, await approve(first)))
      await first.page.until((view) => view.state === 'done')
    })

    it('is none when both pages are of one browser, as after a reload', async () => {
      const browserCookie = newBrowser()
      const { approver } = await scanned(site, { browserCookie })
      const reloaded = await openPage(site, { browserCookie })
      expect(claimOf(await approver.scan(qrOf(reloaded.view))).state).to.equal('matched')
    })
  },
  { env: LOCK },
)

describeOnOwnSites(
  'a lock',
  (site) => {
    it('ends by itself, and the person gets through, with PINs on both devices', async () => {
      const browserCookie = newBrowser()
      const { approver } = await contend(site, await openPage(site, { browserCookie }))
      expect(codeOf(await approver.claim({ receipt: 'nonsense' }))).to.equal('locked')
      let waitMs = (await refusedOpening(site, { browserCookie })).retryAfterMs ?? 0
      expect(waitMs).to.be.within(1, BRIEF_MS)
      while (waitMs > 0) {
        // As long as the page was told to wait, and no longer.
        await new Promise((resolve) => setTimeout(resolve, waitMs + 20))
        const { code, retryAfterMs = 0 } = await refusedOpening(site, { browserCookie })
        waitMs = code === 'locked' ? retryAfterMs : 0
      }
      const page = await openPage(site, { browserCookie, name: approver.name })
      const claim = claimOf(await approver.scan(qrOf(page.view)))
      expect(claim).to.deep.include({ state: 'claimed', reasons: ['second-claimant'] })
      viewOf(await page.typeReturnPin(claim.returnPin?.pin ?? ''))
      await proveOn(await registerOn(site, await approve({ approver, page, claim })))
    })

    it('[L7] does not come back for a page that it ended itself', async () => {
      const { approver } = await dualClaimed(site)
      const browserCookie = newBrowser()
      const second = await openPage(site, { browserCookie })
      const { retryAfterMs = 0 } = refusalOf(await approver.scan(qrOf(second.view)))
      await new Promise((resolve) => setTimeout(resolve, retryAfterMs + 20))
      const page = await openPage(site, { browserCookie })
      await proveOn(await registerOn(site, await approve(await scanToMatch(approver, page))))
    })
  },
  { env: LOCK, lives: { lock: BRIEF_MS } },
)
