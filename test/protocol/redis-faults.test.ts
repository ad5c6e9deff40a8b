import type { RegistrationResponseJSON } from '@simplewebauthn/server'
import { expect } from 'chai'
import { eventually } from '../contract/eventually.ts'
import { qrOf, viewOf } from '../support/page-device.ts'
import { NOTHING_LOST, SignedInDevice } from '../support/signed-in-device.ts'
import { siteStores } from '../support/site-stores.ts'
import { sharedSite } from '../support/sites.ts'
import {
  approved,
  codeOf,
  dualClaimed,
  newApprover,
  openPage,
  type Pair,
  type Registered,
  registered,
  scan,
  scanned,
} from './scene.ts'

/** One pair in each state; what it takes to go on is at hand, so that only Redis can be missing. */
interface EachState {
  readonly open: Pair
  readonly claimed: Pair
  readonly matched: Pair
  readonly approved: Pair & { readonly created: RegistrationResponseJSON }
  readonly registered: Registered
}

describe('a Redis that', () => {
  const site = sharedSite({})
  const stores = siteStores(site)

  it('hangs grants nothing and loses nothing; people sign in, step up and prove meanwhile', async () => {
    const pairs = await pairInEachState()
    const resting = await newApprover(site)
    const newPage = await connectedOnly()
    site.redis?.pause()
    try {
      expect(await goOn(pairs)).to.deep.equal(Array(5).fill('store_away'))
      const opening = newPage.message('open', { pageKey: newPage.pageKey, purpose: 'replace' })
      const refused = await newPage.send('open', opening)
      expect(refused).to.have.nested.property('error.retryAfterMs').above(0)
      expect((await resting.look(qrOf(pairs.open.page.view))).error?.code).to.equal('store_away')
      await getsIn(resting)
      expect((await pairs.registered.newDevice.signIn()).body.recovered).to.equal(true)
    } finally {
      site.redis?.resume()
    }
    await back()
    for (const [state, { page }] of Object.entries(pairs)) {
      expect((await stores.record(page.view.pairingId)).state, state).to.equal(state)
      if (state !== 'registered') expect(await stores.sql.recoveries.find(page.view.pairingId)).to.equal(null)
    }
    expect(viewOf(await pairs.registered.page.state()).state).to.equal('done')
    expect(await goOn(pairs)).to.deep.equal([null, null, null, null, 'not_now'])
  })

  it('forgets everything grants nothing: people begin again, and what SQL has stays', async () => {
    const pairs = await pairInEachState()
    const code = qrOf(pairs.open.page.view)
    await site.redis?.flush()
    expect(await goOn(pairs)).to.deep.equal([
      'pairing_over',
      'pairing_over',
      'claim_over',
      'pairing_over',
      'claim_over',
    ])
    expect((await pairs.open.approver.look(code)).error?.code).to.equal('code_invalid')
    for (const { page } of [pairs.open, pairs.claimed, pairs.matched, pairs.approved]) {
      expect(codeOf(await page.state())).to.equal('pairing_over')
      expect(await stores.sql.recoveries.find(page.view.pairingId)).to.equal(null)
    }
    expect((await pairs.registered.newDevice.signIn()).body.recovered).to.equal(true)
    await pairs.open.page.open()
    await scan(site, pairs.open.page)
  })

  it('is gone is told to people, who come back with it', async () => {
    const { page, approver } = await scanned(site)
    await site.redis?.restart(async () => {
      expect(codeOf(await page.state())).to.equal('store_away')
      await getsIn(approver)
      const [alive, ready] = await Promise.all(['/healthz', '/readyz'].map((path) => fetch(site.url + path)))
      expect([alive?.status, ready?.status]).to.deep.equal([200, 503])
    })
    await back()
    expect(codeOf(await page.state())).to.equal('pairing_over')
    await page.open()
    expect((await scan(site, page)).claim.state).to.equal('matched')
  })

  async function pairInEachState(): Promise<EachState> {
    const page = await openPage(site)
    const open: Pair = { page, approver: await newApprover(site, site.otherUrl), claim: {} as Pair['claim'] }
    const ready = await approved(site)
    const offer = await ready.page.registerOptions()
    if (!offer.ok) throw new Error(offer.error.code)
    const created = new SignedInDevice(site.url).authenticator.create(offer.options)
    return {
      open,
      claimed: await dualClaimed(site),
      matched: await scanned(site),
      approved: { ...ready, created },
      registered: await registered(site),
    }
  }

  /** The next step of every pair, at once: the refusals, null where it was taken. */
  async function goOn(pairs: EachState): Promise<(string | null)[]> {
    const { open, claimed, matched, registered: last } = pairs
    const replies = await Promise.all([
      open.page.newCode(),
      claimed.page.typeReturnPin(claimed.claim.returnPin?.pin ?? ''),
      matched.approver.approveOptions(matched.claim.claimId, NOTHING_LOST),
      pairs.approved.page.register(pairs.approved.created),
      last.approver.deny(last.claim.claimId),
    ])
    return replies.map(codeOf)
  }

  /** Signs in on another device, and makes a step-up there. */
  async function getsIn(device: SignedInDevice): Promise<void> {
    const other = await device.secondDevice()
    const offer = await other.post('/api/passkeys/options', {
      stepUp: await other.stepUp({ do: 'add-passkey' }),
    })
    expect(offer.error).to.equal(null)
  }

  /** Both nodes find their way back by themselves. */
  async function back(): Promise<void> {
    for (const node of [site.url, site.otherUrl]) {
      await eventually(`${node} is ready again`, async () => (await fetch(`${node}/readyz`)).status === 200)
    }
  }

  async function connectedOnly() {
    const page = await openPage(site)
    await page.cancel()
    return page
  }
})
