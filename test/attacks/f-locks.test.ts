import { expect } from 'chai'
import { watchingAdmin } from '../protocol/admin-scene.ts'
import {
  codeOf,
  connectedPage,
  inParallel,
  newApprover,
  newBrowser,
  openPage,
  type PageWish,
  scan,
  scanned,
} from '../protocol/scene.ts'
import { newAddress } from '../support/new-address.ts'
import { type PageDevice, qrOf, type Reply, viewOf } from '../support/page-device.ts'
import { claimOf, type SignedInDevice } from '../support/signed-in-device.ts'
import { type SiteStores, siteStores } from '../support/site-stores.ts'
import type { Site } from '../support/sites.ts'
import { LOCKING } from './support/attacked-settings.ts'
import { describeAttacks } from './support/attacked-sites.ts'
import { finish } from './support/recover-honestly.ts'

const HOUR = 3_600_000

describeAttacks('F: ON_CONTENTION=lock', { inShortRun: 'embedded', env: LOCKING }, (site) => {
  const stores = siteStores(site)

  it('#5 #8 two accounts present one code: both claims end, page and accounts are locked with the time left', async () => {
    const browserCookie = newBrowser()
    const page = await openPage(site, { browserCookie })
    const [alice, mallory] = await contend(page)
    expect(viewOf(await page.state())).to.include({ state: 'burned', account: null })
    expectLocked(await opening(site, { browserCookie }))
    for (const device of [alice, mallory]) {
      const other = await openPage(site)
      expectLocked(await device.scan(qrOf(other.view)))
      expect(viewOf(await other.state())).to.include({ version: other.opened.version })
    }
    // Never the way in: the victim signs in, uses the account, and is through once the lock is over.
    const phone = await alice.secondDevice()
    expect(await phone.get('/api/session')).to.include({ signedIn: true })
    await release(site, stores, [alice.name, mallory.name])
    const next = await openPage(site, { browserCookie, name: alice.name })
    await finish(site, { page: next, approver: alice, claim: claimOf(await alice.scan(qrOf(next.view))) })
  })

  it('#5 12 pairs at once on two nodes: no dialog outlives them, and every page is locked', async () => {
    await inParallel(12, async () => {
      const page = await openPage(site, { browserCookie: newBrowser() })
      const [one, other] = await Promise.all([newApprover(site), newApprover(site)])
      const receipts = await Promise.all([one, other].map((device) => device.look(qrOf(page.view))))
      const replies = await Promise.all([one.claim(receipts[0]!.body), other.claim(receipts[1]!.body)])
      expect(replies.filter(({ ok }) => ok)).to.have.length.at.most(1)
      expect(viewOf(await page.state())).to.include({ state: 'burned' })
      expectLocked(await opening(site, page.options))
    })
  })

  it('#40 two accomplices lock the browser that showed its code; its owner goes on in another one', async () => {
    const address = newAddress()
    const browserCookie = newBrowser()
    const page = await openPage(site, { browserCookie, address })
    const alice = await newApprover(site)
    await contend(page)
    expectLocked(await opening(site, { browserCookie, address }))
    // The account that never touched the code is free, and so are the network and its neighbours.
    const other = await openPage(site, { browserCookie: newBrowser(), address, name: alice.name })
    await finish(site, { page: other, approver: alice, claim: claimOf(await alice.scan(qrOf(other.view))) })
    const neighbour = await openPage(site, { browserCookie: newBrowser(), address })
    await finish(site, await scan(site, neighbour))
  })

  it('#27 #40 an accomplice who claims pages of two browsers locks them and himself, and no account of others', async () => {
    const [browserCookie, own] = [newBrowser(), newBrowser()]
    const [alice, mallory] = await Promise.all([newApprover(site), newApprover(site)])
    const [victims, decoy] = await Promise.all([
      openPage(site, { browserCookie }),
      openPage(site, { browserCookie: own }),
    ])
    claimOf(await mallory.scan(qrOf(decoy.view)))
    expectLocked(await mallory.scan(qrOf(victims.view)))
    expectLocked(await opening(site, { browserCookie }))
    expectLocked(await opening(site, { browserCookie: own }))
    const elsewhere = await openPage(site, { browserCookie: newBrowser() })
    await finish(site, {
      ...{ page: elsewhere, approver: alice },
      claim: claimOf(await alice.scan(qrOf(elsewhere.view))),
    })
  })

  it('#40 a page that named its account is out of their reach', async () => {
    const [alice, ...mallories] = await Promise.all([newApprover(site), newApprover(site), newApprover(site)])
    const page = await openPage(site, { name: alice.name, browserCookie: newBrowser() })
    for (const mallory of mallories) {
      expect(codeOf(await mallory.scan(qrOf(page.view)))).to.equal('code_invalid')
    }
    await finish(site, { page, approver: alice, claim: claimOf(await alice.scan(qrOf(page.view))) })
  })

  it('#40 neighbours on one network lock nobody with LOCK_ON=claims', async () => {
    const address = newAddress()
    const pages = await Promise.all(
      Array.from({ length: 4 }, () => openPage(site, { address, browserCookie: newBrowser() })),
    )
    await Promise.all(pages.map(async (page) => finish(site, await scan(site, page))))
  })
})

const onRequests = { inShortRun: 'embedded', env: { ...LOCKING, LOCK_ON: 'requests' } } as const

describeAttacks('F: ON_CONTENTION=lock LOCK_ON=requests', onRequests, (site) => {
  it('#40 #41 a stranger who opens beside the victim locks both pages; another network is the way on', async () => {
    const address = newAddress()
    const [browserCookie, strangers] = [newBrowser(), newBrowser()]
    const page = await openPage(site, { address, browserCookie })
    expectLocked(await opening(site, { address, browserCookie: strangers }))
    expect(await page.until((view) => view.state === 'burned')).to.include({ endCause: 'locked' })
    expectLocked(await opening(site, { address, browserCookie }))

    const alice = await newApprover(site)
    const mobile = await openPage(site, { browserCookie: newBrowser() })
    await finish(site, {
      page: mobile,
      approver: alice,
      claim: claimOf(await alice.scan(qrOf(mobile.view))),
    })
    expect((await alice.signIn()).error).to.equal(null)
  })

  it('#40 what is matched already is not ended by a stranger’s opening', async () => {
    const address = newAddress()
    const pair = await scanned(site, { address, browserCookie: newBrowser() })
    expectLocked(await opening(site, { address, browserCookie: newBrowser() }))
    await finish(site, pair)
  })

  it('#5 two accounts that present one code are locked here as well', async () => {
    const browserCookie = newBrowser()
    const page = await openPage(site, { browserCookie })
    const [alice] = await contend(page)
    expectLocked(await opening(site, { browserCookie }))
    const other = await openPage(site)
    expectLocked(await alice.scan(qrOf(other.view)))
    expect(await alice.get('/api/session')).to.include({ signedIn: true })
  })
})

/** Mallory looks before Alice claims, and claims after her. */
async function contend(page: PageDevice): Promise<[SignedInDevice, SignedInDevice]> {
  const near = { url: page.url, otherUrl: page.url } as Site
  const [alice, mallory] = await Promise.all([newApprover(near), newApprover(near)])
  const { body } = await mallory.look(qrOf(page.view))
  const claim = claimOf(await alice.scan(qrOf(page.view)))
  expect(codeOf(await mallory.claim(body))).to.equal('code_invalid')
  expect(claimOf(await alice.state(claim.claimId)).state).to.equal('burned')
  return [alice, mallory]
}

async function opening(site: Site, wish: PageWish): Promise<Reply> {
  const page = await connectedPage(site, wish)
  return page.send('open', page.message('open', { pageKey: page.pageKey, purpose: 'replace' }))
}

function expectLocked(reply: { ok: true } | { ok: false; error: { code: string; retryAfterMs?: number } }) {
  expect(reply).to.have.nested.property('error.code', 'locked')
  expect(reply)
    .to.have.nested.property('error.retryAfterMs')
    .within(HOUR - 120_000, HOUR)
}

/** Ends the locks of these accounts, and those of pages, as an admin does. */
async function release(site: Site, stores: SiteStores, names: readonly string[]): Promise<void> {
  const admin = await watchingAdmin(site, stores)
  const { locks } = await admin.until((figures) =>
    names.every((name) => figures.locks.some(({ who }) => who === name)),
  )
  const held = locks.filter(({ kind, who }) => kind === 'page' || names.includes(who))
  expect(held).to.have.length.above(names.length)
  for (const { id } of held)
    expect(await admin.release(id, 'They called, and it was a mistake.')).to.equal(null)
}
