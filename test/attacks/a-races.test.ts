import { expect } from 'chai'
import {
  codeOf,
  inParallel,
  newApprover,
  newBrowser,
  openPage,
  register,
  scan,
  scanned,
  tabsOf,
} from '../protocol/scene.ts'
import { qrOf, viewOf } from '../support/page-device.ts'
import { claimOf, NOTHING_LOST } from '../support/signed-in-device.ts'
import { siteStores } from '../support/site-stores.ts'
import { bySize } from '../support/size.ts'
import { describeAttacks } from './support/attacked-sites.ts'
import { complete, finish } from './support/recover-honestly.ts'

/** Pairs of accounts that take turns: each session may claim five times in ten minutes. */
const PAIRS = 20

/** How often they race. */
const TIMES = bySize({ short: 20, long: 100, full: 100 })

describeAttacks('A: races', 'shared', (site, onlyShared) => {
  const stores = siteStores(site)

  it(`#5 two accounts present one code on two nodes: both claims end, ${TIMES} times of ${TIMES}`, async function () {
    this.timeout(60_000)
    const accounts = await Promise.all(Array.from({ length: 2 * PAIRS }, () => newApprover(site)))
    let live = 0
    let held = 0
    await inParallel(TIMES, async (round) => {
      const first = accounts[2 * (round % PAIRS)]!
      const second = accounts[2 * (round % PAIRS) + 1]!
      const page = await openPage(site)
      const receipts = await Promise.all([first, second].map((one) => one.look(qrOf(page.view))))
      const replies = await Promise.all(
        [first, second].map((one, at) => one.claim({ receipt: receipts[at]!.body.receipt })),
      )
      held += replies.filter(({ ok }) => ok).length
      expect(await page.until((view) => view.state === 'burned')).to.include({ endCause: 'second-claimant' })
      for (const [at, reply] of replies.entries()) {
        if (!reply.ok) continue
        const device = [first, second][at]!
        const view = claimOf(await device.state(reply.view.claimId))
        if (view.state !== 'burned') live += 1
      }
      page.close()
    })
    expect(live).to.equal(0)
    expect(held).to.be.within(1, TIMES)
  })

  it('#5 the victim of a second claimant types a name and goes on, with codes that nobody else can claim', async () => {
    const { page, alice, mallory } = await contended()
    const again = await openPage(site, { name: alice.name, browserCookie: page.options.browserCookie! })
    expect(codeOf(await mallory.scan(qrOf(again.view)))).to.equal('code_invalid')
    const claim = claimOf(await alice.scan(qrOf(again.view)))
    expect(claim.state).to.equal('claimed')
    await finish(site, { page: again, approver: alice, claim })
  })

  it('#5 one account presents one code 5 times at once: exactly one claim', async () => {
    const [alice, page] = await Promise.all([newApprover(site), openPage(site)])
    const tabs = await tabsOf(alice, 5, site.url)
    const { body } = await alice.look(qrOf(page.view))
    const replies = await Promise.all(tabs.map((tab) => tab.claim(body)))
    const held = replies.filter(({ ok }) => ok)
    expect(held).to.have.length(1)
    expect(new Set(replies.map(codeOf))).to.deep.equal(new Set([null, 'already_claimed']))
    await finish(site, { page, approver: alice, claim: claimOf(held[0]!) })
  })

  it('#6 approve, approve again and deny at once: at most one approval, and nothing after a denial', async () => {
    await inParallel(12, async () => {
      const { approver, page, claim } = await scanned(site)
      const [tab, other] = await tabsOf(approver, 2, site.url)
      const [first, second, denied] = await Promise.all([
        approver.approve(claim),
        tab!.approve(claim),
        other!.deny(claim.claimId),
      ])
      expect([first, second].filter(({ ok }) => ok)).to.have.length.at.most(1)
      expect(codeOf(denied)).to.equal(null)
      expect(codeOf(await register(page, approver))).to.equal('pairing_over')
      expect(viewOf(await page.state())).to.include({ state: 'denied', account: null })
      expect(codeOf(await approver.approve(claim))).to.equal('not_now')
      const { passkeys } = await approver.get('/api/account')
      expect(passkeys).to.have.length(1)
      const approvals = await stores.audited('pairing-approved', page.view.pairingId)
      expect(approvals).to.equal([first, second].filter(({ ok }) => ok).length)
      expect(await stores.audited('pairing-denied', page.view.pairingId)).to.equal(1)
    })
    const pair = await scanned(site)
    await complete(site, pair)
    expect(codeOf(await pair.approver.deny(pair.claim.claimId))).to.equal('not_now')
  })

  onlyShared('moved time', '#6 nobody approves what ran out, by the store’s clock', async () => {
    const pair = await scanned(site)
    const offer = await pair.approver.approveOptions(pair.claim.claimId, NOTHING_LOST)
    expect(offer.ok).to.equal(true)
    await stores.passTime(pair.page.view.pairingId, 241_000)
    expect(codeOf(await pair.approver.approve(pair.claim))).to.equal('claim_over')
    expect(viewOf(await pair.page.state())).to.deep.include({ state: 'open', reasons: ['lapsed-claim'] })
    const claim = claimOf(await pair.approver.scan(qrOf(viewOf(await pair.page.state()))))
    expect(claim.state).to.equal('claimed')
    await finish(site, { ...pair, claim })
  })

  it('#8 one code that three accounts present: dead from the second on, for all', async () => {
    const { page, alice, mallory } = await contended()
    const third = await newApprover(site)
    expect(codeOf(await third.scan(qrOf(page.opened)))).to.equal('code_invalid')
    expect(await stores.audited('pairing-second-claimant', page.view.pairingId)).to.equal(1)
    // Whoever broadcast it has to name one account from now on, and the others can do nothing with it.
    const { browserCookie } = page.options
    const body = { pageKey: page.pageKey, purpose: 'replace' as const }
    expect(codeOf(await page.send('open', page.message('open', body)))).to.equal('name_required')
    const again = await openPage(site, { name: alice.name, ...(browserCookie && { browserCookie }) })
    for (const other of [mallory, third]) {
      expect(codeOf(await other.scan(qrOf(again.view)))).to.equal('code_invalid')
    }
    await finish(site, { page: again, approver: alice, claim: claimOf(await alice.scan(qrOf(again.view))) })
  })

  it('#9 a preview, a prefetch or a HEAD of the QR link with the victim’s cookies claims nothing', async () => {
    const [alice, page] = await Promise.all([newApprover(site), openPage(site)])
    const { pairingId, step, secret } = qrOf(page.view)
    const code = `${pairingId}.${step}.${secret}`
    const headers = { ...alice.headers, cookie: alice.cookie, 'sec-purpose': 'prefetch', purpose: 'prefetch' }
    for (const method of ['GET', 'HEAD', 'OPTIONS']) {
      for (const path of [`/approve?q=${code}`, `/approve/${code}`, `/api/look?${code}`, `/api/look`]) {
        await fetch(site.url + path, { method, headers })
      }
    }
    expect(viewOf(await page.state())).to.include({ state: 'open', version: page.opened.version })
    // Nor does a look, as a scanner that runs our page would do; a claim takes a tap.
    expect((await alice.look(qrOf(page.view))).status).to.equal(200)
    expect(viewOf(await page.state())).to.include({ state: 'open', version: page.opened.version })
    await finish(site, { page, approver: alice, claim: claimOf(await alice.scan(qrOf(page.view))) })
  })

  /** Mallory looks at Alice's code before Alice claims it, and presents it then. */
  async function contended() {
    const browserCookie = newBrowser()
    const page = await openPage(site, { browserCookie })
    const mallory = await newApprover(site)
    const { body } = await mallory.look(qrOf(page.view))
    const { approver: alice, claim } = await scan(site, page)
    expect(codeOf(await mallory.claim(body))).to.equal('code_invalid')
    expect(claimOf(await alice.state(claim.claimId)).state).to.equal('burned')
    return { page, alice, mallory }
  }
})
