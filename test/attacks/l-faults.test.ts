import { expect } from 'chai'
import { Redis } from 'ioredis'
import { eventually } from '../contract/eventually.ts'
import {
  approve,
  approved,
  closeAfterwards,
  codeOf,
  dualClaimed,
  newApprover,
  openPage,
  type Pair,
  proveOn,
  recovered,
  registered,
  registerOn,
  scanned,
  scanToMatch,
} from '../protocol/scene.ts'
import { newCommandId, type PageDevice, qrOf, viewOf } from '../support/page-device.ts'
import { approval, claimOf, NOTHING_LOST, offered, SignedInDevice } from '../support/signed-in-device.ts'
import { siteStores } from '../support/site-stores.ts'
import { describeOnSharedSite } from './support/attacked-sites.ts'
import { restartNode } from './support/restart-node.ts'

describeOnSharedSite('faults', 'two nodes', {}, (site) => {
  const stores = siteStores(site)
  let redis: Redis
  before(() => {
    redis = new Redis(site.redis!.socketPath)
  })
  after(() => redis?.disconnect())

  it('#60d a node dies while approvals and registrations are under way: all finish on the other', async () => {
    const before: Pair[] = await Promise.all([scanned(site), scanned(site), approved(site), approved(site)])
    const waiting = await Promise.all([registered(site), registered(site)])
    const offers = await Promise.all(
      before.slice(0, 2).map(({ approver, claim }) => approver.approveOptions(claim.claimId, NOTHING_LOST)),
    )
    // Of these approvals nobody will hear an answer: they are on their way when the node dies.
    for (const [at, { approver, claim }] of before.slice(0, 2).entries()) {
      const asserted = approver.assert(offered(offers[at]!))
      approver.socket.emit('approve', approval(claim, NOTHING_LOST, asserted, newCommandId()), () => {})
    }
    await site.nodes[0]!.kill()
    try {
      await Promise.all([...before.map(finishAfterwards), ...waiting.map(proveOn)])
      await recovered(site)
    } finally {
      await restartNode(site, 0)
    }
  })

  it('#60f drops, repeats and latecomers: one passkey, and a denial beats an approval that comes later', async () => {
    const pair = await approved(site)
    const { page, approver } = pair
    for (let times = 0; times < 4; times += 1) {
      const stale = page.message('register-options', {})
      await page.drop()
      await back(page)
      // What was recorded on the old connection is worth nothing on the new one.
      expect(codeOf(await page.send('register-options', stale))).to.equal('signature_invalid')
      // A retry after a lost acknowledgement, and a frame that came twice.
      const id = newCommandId()
      expect(codeOf(await page.registerOptions(id))).to.equal(null)
      expect(codeOf(await page.registerOptions(id))).to.equal(null)
    }
    const device = new SignedInDevice(site.url)
    const offer = await page.registerOptions()
    if (!offer.ok) throw new Error(offer.error.code)
    const created = device.authenticator.create(offer.options)
    for (let times = 0; times < 3; times += 1) {
      expect(viewOf(await page.register(created)).state).to.equal('registered')
    }
    expect((await device.signIn()).body.recovered).to.equal(true)
    expect((await approver.get('/api/account')).passkeys).to.have.length(2)

    const denied = await scanned(site)
    const late = offered(await denied.approver.approveOptions(denied.claim.claimId, NOTHING_LOST))
    const message = approval(denied.claim, NOTHING_LOST, denied.approver.assert(late), newCommandId())
    expect(claimOf(await denied.approver.deny(denied.claim.claimId)).state).to.equal('denied')
    expect(codeOf(await denied.approver.sendApproval(message))).to.equal('not_now')
    expect(codeOf(await denied.page.registerOptions())).to.equal('pairing_over')
    expect((await denied.approver.get('/api/account')).passkeys).to.have.length(1)
  })

  it('#60c a Redis that hangs, or has no memory left, grants nothing and costs no sign-in', async () => {
    const faults: Record<string, { begin(): unknown; end(): unknown }> = {
      hanging: { begin: () => site.redis?.pause(), end: () => site.redis?.resume() },
      full: {
        begin: () => redis.config('SET', 'maxmemory', '1'),
        end: () => redis.config('SET', 'maxmemory', '0'),
      },
    }
    for (const [which, { begin, end }] of Object.entries(faults)) {
      const [open, matched, ready] = await Promise.all([openPage(site), scanned(site), approved(site)])
      const scanner = await newApprover(site)
      const created = await credentialFor(ready.page)
      const { receipt } = (await scanner.look(qrOf(open.view))).body
      const offer = offered(await matched.approver.approveOptions(matched.claim.claimId, NOTHING_LOST))
      const message = approval(matched.claim, NOTHING_LOST, matched.approver.assert(offer), newCommandId())
      await begin()
      try {
        const replies = await Promise.all([
          scanner.claim({ receipt }),
          matched.approver.sendApproval(message),
          ready.page.register(created),
        ])
        expect(replies.map(codeOf), which).to.deep.equal(Array(3).fill('store_away'))
        expect((await (await scanner.secondDevice()).get('/api/session')).signedIn).to.equal(true)
      } finally {
        await end()
      }
      await nodesReady()
      expect((await ready.approver.get('/api/account')).passkeys, which).to.have.length(1)
      // The same people go on where they were.
      expect(codeOf(await scanner.claim({ receipt }))).to.equal(null)
      await Promise.all([finishAfterwards(matched), finishAfterwards(ready)])
    }
  })

  it('#60g SECRET changes node by node, and a record comes from a version to come: people go on', async () => {
    // From here on the deployment is older than a Redis that forgets.
    await stores.run(`update meta set value = value::bigint - 3600000 where key = 'born'`)
    const open = await openPage(site)
    const [matched, dual, foreign] = await Promise.all([scanned(site), dualClaimed(site), openPage(site)])
    const rotated = { SECRET: 'another secret that only these tests know', SECRET_PREVIOUS: OLD_SECRET }
    await restartNode(site, 0, rotated)
    await restartNode(site, 1, rotated)

    await back(open)
    const scanner = await newApprover(site)
    const claim = claimOf(await scanner.scan(qrOf(open.view)))
    await finishAfterwards({ approver: scanner, page: open, claim })
    await Promise.all([finishAfterwards(matched), finishAfterwards(dual)])

    await back(foreign)
    await stores.rewrite(foreign.view.pairingId, (pairing) => ({ ...pairing, format: 3 as never }))
    expect(codeOf(await foreign.state())).to.equal('pairing_over')
    await foreign.open()
    await complete(await scanToMatch(await newApprover(site), foreign))
  })

  it('#60a a Redis that forgets ends what was under way, and asks everybody for both PINs until it knows more', async () => {
    const [open, dual, matched, ready] = await Promise.all([
      openPage(site),
      dualClaimed(site),
      scanned(site).then(matchTyped),
      scanned(site)
        .then(matchTyped)
        .then((pair) => approve(pair)),
    ])
    const created = await credentialFor(ready.page)
    const code = qrOf(open.view)
    await site.redis?.flush()

    const offer = matched.approver.approveOptions(matched.claim.claimId, NOTHING_LOST)
    const [looked, offering, typed, registering] = await Promise.all([
      matched.approver.look(code),
      offer,
      dual.page.typeReturnPin(dual.claim.returnPin?.pin ?? ''),
      ready.page.register(created),
    ])
    expect(looked.error?.code).to.equal('code_invalid')
    expect([offering, typed, registering].map(codeOf)).to.deep.equal([
      'claim_over',
      'pairing_over',
      'pairing_over',
    ])
    expect((await ready.approver.get('/api/account')).passkeys).to.have.length(1)

    await open.open()
    const approver = await newApprover(site)
    const claim = claimOf(await approver.scan(qrOf(open.view)))
    expect(claim).to.include({ state: 'claimed' })
    expect(claim.reasons).to.include('new-store')
    await complete(await matchTyped({ approver, page: open, claim }))
  })

  /** Whatever connection broke: both come back, on any node, and go on from where the pairing is. */
  async function finishAfterwards(pair: Pair): Promise<void> {
    const { approver, page } = pair
    // Whoever was on the dead node may hear of it only when they ask.
    if (!page.socket.connected || !(await page.state().catch(() => null))) await back(page)
    const asked = approver.socket.connected
      ? await approver.state(pair.claim.claimId).catch(() => null)
      : null
    if (!asked) await closeAfterwards(approver).connect(site.url)
    const claim = claimOf(asked ?? (await approver.state(pair.claim.claimId)))
    await complete(
      claim.state === 'claimed' ? await matchTyped({ approver, page, claim }) : { approver, page, claim },
    )
  }

  async function matchTyped({ approver, page, claim }: Pair): Promise<Pair> {
    viewOf(await page.typeReturnPin(claim.returnPin?.pin ?? ''))
    return { approver, page, claim: claimOf(await approver.state(claim.claimId)) }
  }

  /** From the match or the approval to the sign-in; the account has one passkey more then, and only one. */
  async function complete(pair: Pair): Promise<void> {
    const before = (await pair.approver.get('/api/account')).passkeys.length
    const ready = pair.claim.state === 'matched' ? await approveOnce(pair) : pair
    await proveOn(await registerOn(site, ready))
    expect((await pair.approver.get('/api/account')).passkeys).to.have.length(before + 1)
  }

  /** Approves, unless what was on its way when the node died has done so meanwhile. */
  async function approveOnce(pair: Pair): Promise<Pair> {
    const { approver, claim } = pair
    try {
      return await approve(pair)
    } catch {
      const now = claimOf(await approver.state(claim.claimId))
      expect(now.state).to.equal('approved')
      return { ...pair, claim: now }
    }
  }

  async function back(page: PageDevice): Promise<void> {
    await closeAfterwards(page).connect(site.url)
    viewOf(await page.resume())
  }

  async function credentialFor(page: PageDevice) {
    const offer = await page.registerOptions()
    if (!offer.ok) throw new Error(offer.error.code)
    return new SignedInDevice(site.url).authenticator.create(offer.options)
  }

  async function nodesReady(): Promise<void> {
    for (const { url } of site.nodes) {
      await eventually(`${url} is ready`, async () => (await fetch(`${url}/readyz`)).status === 200)
    }
  }
})

/** What every node of these tests starts with. */
const OLD_SECRET = 'a secret that only these tests know'
