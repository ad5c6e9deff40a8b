import { expect } from 'chai'
import { after, before } from 'mocha'
import { openRedis } from '../../server/stores/redis/open-redis.ts'
import type { PairingId } from '../../shared/ids.ts'
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
import { type AttackedSite, commonAttackedSite } from './support/attacked-site.ts'
import { finish } from './support/recover-honestly.ts'

const HOUR = 3_600_000

describe('F: ON_CONTENTION=lock', () => {
  const site = commonAttackedSite({ ON_CONTENTION: 'lock' })
  const release = releaseOf(site)

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
    await release(page.view.pairingId)
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

describe('F: ON_CONTENTION=lock LOCK_ON=requests', () => {
  const site = commonAttackedSite({ ON_CONTENTION: 'lock', LOCK_ON: 'requests' })

  it('#40 #41 a stranger who opens beside the victim locks both pages; another network is the way on', async () => {
    const address = newAddress()
    const [browserCookie, strangers] = [newBrowser(), newBrowser()]
    const page = await openPage(site, { address, browserCookie })
    expectLocked(await opening(site, { address, browserCookie: strangers }))
    expect(await page.until((view) => view.state === 'burned')).to.include({ endCause: 'locked' })
    expectLocked(await opening(site, { address, browserCookie }))

    const alice = await newApprover(site)
    const mobile = await openPage(site, { browserCookie: newBrowser() })
    await finish(site, { page: mobile, approver: alice, claim: claimOf(await alice.scan(qrOf(mobile.view))) })
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
  const near = { url: page.url, otherUrl: page.url } as AttackedSite
  const [alice, mallory] = await Promise.all([newApprover(near), newApprover(near)])
  const { body } = await mallory.look(qrOf(page.view))
  const claim = claimOf(await alice.scan(qrOf(page.view)))
  expect(codeOf(await mallory.claim(body))).to.equal('code_invalid')
  expect(claimOf(await alice.state(claim.claimId)).state).to.equal('burned')
  return [alice, mallory]
}

async function opening(site: AttackedSite, wish: PageWish): Promise<Reply> {
  const page = await connectedPage(site, wish)
  return page.send('open', page.message('open', { pageKey: page.pageKey, purpose: 'replace' }))
}

function expectLocked(reply: { ok: true } | { ok: false; error: { code: string; retryAfterMs?: number } }) {
  expect(reply).to.have.nested.property('error.code', 'locked')
  expect(reply)
    .to.have.nested.property('error.retryAfterMs')
    .within(HOUR - 120_000, HOUR)
}

/** Ends the locks around a pairing before their time, as an admin does. */
function releaseOf(site: AttackedSite): (pairing: PairingId) => Promise<void> {
  let redis: Awaited<ReturnType<typeof openRedis>>
  before(async () => {
    redis = await openRedis({ url: site.redis?.url ?? '' })
  })
  after(() => redis?.close())
  return async (pairing) => {
    const locks = (await redis.locks.list(500)).filter(({ pairingId }) => pairingId === pairing)
    expect(locks).to.have.length(3)
    await Promise.all(locks.map(({ id }) => redis.locks.release(id)))
  }
}
