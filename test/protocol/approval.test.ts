import { expect } from 'chai'
import type { RequestOffer } from '../../shared/api.ts'
import type { ApprovalChoice } from '../../shared/protocol.ts'
import { newCommandId, qrOf, viewOf } from '../support/page-device.ts'
import { runSql } from '../support/run-sql.ts'
import { setStatus } from '../support/set-status.ts'
import { approval, claimOf, NOTHING_LOST, offered, type SignedInDevice } from '../support/signed-in-device.ts'
import { siteStores } from '../support/site-stores.ts'
import { commonSite, describeOnCommonSites } from '../support/sites.ts'
import type { Tampering } from '../support/soft-authenticator.ts'
import {
  addDevice,
  codeOf,
  newApprover,
  openPage,
  type Pair,
  recovered,
  scanned,
  scanToMatch,
} from './scene.ts'

const END_OTHERS: ApprovalChoice = { retire: null, endOtherSessions: true }

describeOnCommonSites('an approval', (site) => {
  const lies: Record<string, Tampering> = {
    'without user verification': { userVerified: false },
    'without a touch': { userPresent: false },
    'with another key': { foreignKey: true },
    'on another origin': { origin: 'https://evil.example' },
    'on a framed page': { crossOrigin: true },
    'of another kind': { type: 'webauthn.create' },
    'with another challenge': { challenge: 'A'.repeat(43) },
  }
  for (const [how, lie] of Object.entries(lies)) {
    it(`[P32] does not happen by a step-up ${how}`, async () => {
      const { approver, page, claim } = await scanned(site)
      expect(codeOf(await approver.approve(claim, NOTHING_LOST, lie))).to.equal('step_up_refused')
      expect(viewOf(await page.state()).state).to.equal('matched')
    })
  }

  for (const userHandle of ['', null]) {
    it(`[W40] happens where the client gives ${userHandle === '' ? 'an empty user handle' : 'none'}`, async () => {
      const { approver, claim } = await scanned(site)
      expect(claimOf(await approver.approve(claim, NOTHING_LOST, { userHandle })).state).to.equal('approved')
    })
  }

  const others: Record<string, (pair: Pair) => Promise<RequestOffer>> = {
    'for another choice': async ({ approver, claim }) =>
      offered(await approver.approveOptions(claim.claimId, END_OTHERS)),
    'for another pairing': async ({ approver }) => {
      const { claim } = await scanToMatch(approver, await openPage(site))
      return offered(await approver.approveOptions(claim.claimId, NOTHING_LOST))
    },
    'for another action': async ({ approver }) =>
      (await approver.post('/api/step-up', { action: { do: 'add-passkey' } })).body,
    'for a sign-in': async ({ approver }) => (await approver.post('/api/sign-in/options', {})).body,
    'of another session': async ({ approver }) => {
      const second = await approver.secondDevice()
      return (await second.post('/api/step-up', { action: { do: 'add-passkey' } })).body
    },
  }
  for (const [which, offer] of Object.entries(others)) {
    it(`[P32] does not happen by a step-up ${which}`, async () => {
      const pair = await scanned(site)
      const { approver, page, claim } = pair
      const signed = approval(claim, NOTHING_LOST, approver.assert(await offer(pair)), newCommandId())
      expect(codeOf(await approver.sendApproval(signed))).to.be.oneOf(['step_up_refused', 'ceremony_expired'])
      expect(viewOf(await page.state()).state).to.equal('matched')
    })
  }

  it('[P13] is of what was shown; a step-up that was spent on something else is gone', async () => {
    const { approver, page, claim } = await scanned(site)
    const asserted = approver.assert(offered(await approver.approveOptions(claim.claimId, NOTHING_LOST)))
    const stale = { ...claim, viewVersion: claim.viewVersion - 1 }
    const send = (view: Pair['claim']) =>
      approver.sendApproval(approval(view, NOTHING_LOST, asserted, newCommandId()))
    expect(codeOf(await send(stale))).to.equal('view_changed')
    expect(codeOf(await send(claim))).to.equal('ceremony_expired')
    expect(viewOf(await page.state()).state).to.equal('matched')
  })

  it('[P12] happens once; its retry is answered alike', async () => {
    const { approver, claim } = await scanned(site)
    const [offer, another] = [
      offered(await approver.approveOptions(claim.claimId, NOTHING_LOST)),
      offered(await approver.approveOptions(claim.claimId, NOTHING_LOST)),
    ]
    const signed = approval(claim, NOTHING_LOST, approver.assert(offer), newCommandId())
    const first = await approver.sendApproval(signed)
    const again = await approver.sendApproval(signed)
    expect(claimOf(again)).to.deep.include({ state: 'approved', viewVersion: claimOf(first).viewVersion })
    const more = approval(claim, NOTHING_LOST, approver.assert(another), newCommandId())
    expect(codeOf(await approver.sendApproval(more))).to.equal('not_now')
    expect(codeOf(await approver.approveOptions(claim.claimId, NOTHING_LOST))).to.equal('not_now')
  })

  it('[P31] is out of reach for an account without a usable passkey, which is told before it claims', async () => {
    const [approver, page] = await Promise.all([newApprover(site), openPage(site)])
    await suspendAll(approver)
    expect(codeOf(await approver.scan(qrOf(page.view)))).to.equal('no_usable_passkey')
    expect(await approver.get('/api/session')).to.include({ cannotApprove: 'no-usable-passkey' })
    expect(viewOf(await page.state()).version).to.equal(page.opened.version)
  })

  it('does not happen by a passkey on probation', async () => {
    const { approver, newDevice } = await recovered(site)
    const page = await openPage(site)
    await newDevice.connect(site.otherUrl)
    expect(await newDevice.get('/api/session')).to.include({ cannotApprove: 'probation' })
    expect(codeOf(await newDevice.scan(qrOf(page.view)))).to.equal('on_probation')
    // Nor where its session was begun with another passkey.
    const { claim } = await scanToMatch(approver, page)
    approver.authenticator.passkeys.splice(0, 1, ...newDevice.authenticator.passkeys)
    const offer = offered(await approver.approveOptions(claim.claimId, NOTHING_LOST))
    const allowed = offer.options.allowCredentials?.map(({ id }) => id)
    expect(allowed).to.have.length(1).and.not.include(newDevice.authenticator.passkeys[0]?.id)
    const asserted = approver.assert({ ...offer, options: { ...offer.options, allowCredentials: [] } })
    const signed = approval(claim, NOTHING_LOST, asserted, newCommandId())
    expect(codeOf(await approver.sendApproval(signed))).to.equal('on_probation')
    expect(viewOf(await page.state()).state).to.equal('matched')
  })

  it('happens by any usable passkey of the account that is at hand', async () => {
    const { approver, claim } = await scanned(site)
    const key = await addDevice(approver)
    approver.authenticator.passkeys.push(...key.authenticator.passkeys)
    expect(claimOf(await approver.approve(claim)).state).to.equal('approved')
  })

  async function suspendAll(device: SignedInDevice): Promise<void> {
    const { passkeys } = await device.get('/api/account')
    for (const { id } of passkeys) await setStatus((statement) => runSql(site, statement), id, 'suspended')
  }
})

describe('a step-up for an approval', () => {
  const site = commonSite('shared')
  const stores = siteStores(site)

  it('[P32] lasts a minute', async () => {
    const { approver, page, claim } = await scanned(site)
    const offer = offered(await approver.approveOptions(claim.claimId, NOTHING_LOST))
    const [row] = await stores.run('select expires_at from challenges where id = $1', [offer.challengeId])
    expect(Number(row?.expires_at) - Date.now()).to.be.within(50_000, 60_000)
    await stores.run('update challenges set expires_at = expires_at - 60000 where id = $1', [
      offer.challengeId,
    ])
    const signed = approval(claim, NOTHING_LOST, approver.assert(offer), newCommandId())
    expect(codeOf(await approver.sendApproval(signed))).to.equal('ceremony_expired')
    expect(viewOf(await page.state()).state).to.equal('matched')
  })
})
