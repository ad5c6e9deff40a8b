import { expect } from 'chai'
import type { CredentialId } from '../../shared/ids.ts'
import type { RetireMode } from '../../shared/recovery.ts'
import { mature } from '../support/mature.ts'
import { newCommandId, qrOf, viewOf } from '../support/page-device.ts'
import { approval, claimOf, NOTHING_LOST, offered, type SignedInDevice } from '../support/signed-in-device.ts'
import { describeOnCommonSites } from '../support/sites.ts'
import {
  addDevice,
  approve,
  codeOf,
  newApprover,
  openPage,
  type Pair,
  proveOn,
  registerOn,
  scanToMatch,
} from './scene.ts'

describeOnCommonSites('the passkey that was lost', (site) => {
  it('[P33] can be any active one of the account but the one that approves', async () => {
    const { approver, lost, pair, passkeys } = await withLostDevice()
    const own = approver.authenticator.passkeys[0]?.id
    expect(passkeys.map(({ credentialId, blocked }) => [credentialId, blocked])).to.deep.equal([
      [own, 'approves'],
      [lost.passkey, null],
    ])
    for (const mode of ['lost', 'stolen'] as const) {
      const choice = choose(own as CredentialId, mode)
      const offer = offered(await approver.approveOptions(pair.claim.claimId, choice))
      expect(offer.options.allowCredentials?.map(({ id }) => id)).to.deep.equal([lost.passkey])
      // A device that does not keep to the list.
      const asserted = approver.assert({ ...offer, options: { ...offer.options, allowCredentials: [] } })
      const signed = approval(pair.claim, choice, asserted, newCommandId())
      expect(codeOf(await approver.sendApproval(signed))).to.equal('retire_refused')
    }
    expect(viewOf(await pair.page.state()).state).to.equal('matched')
    expect(await statuses(approver)).to.deep.equal(['active', 'active'])
  })

  it('[P33] is one of the account, and not one that was retired before', async () => {
    const { approver, lost, pair } = await withLostDevice()
    const stranger = await newApprover(site)
    const foreign = stranger.authenticator.passkeys[0]?.id as CredentialId
    const unknown = 'AAAA' as CredentialId
    for (const id of [foreign, unknown]) {
      expect(codeOf(await approver.approve(pair.claim, choose(id, 'stolen')))).to.equal('retire_refused')
    }
    const stepUp = await approver.stepUp({ do: 'remove-passkey', credentialId: lost.passkey })
    await approver.post('/api/passkeys/remove', { credentialId: lost.passkey, stepUp })
    expect(codeOf(await approver.approve(pair.claim, choose(lost.passkey, 'lost')))).to.equal(
      'retire_refused',
    )
    expect(await statuses(stranger)).to.deep.equal(['active'])
  })

  it('when lost, serves until the new one is proven, and is suspended with its sessions then', async () => {
    const { approver, lost, pair } = await withLostDevice()
    await lost.connect(site.otherUrl, '/account')
    const registered = await registerOn(site, await approve(pair, choose(lost.passkey, 'lost')))
    expect(await statuses(approver)).to.deep.equal(['active', 'active', 'unproven'])
    expect(await lost.get('/api/session')).to.include({ signedIn: true })

    await proveOn(registered)
    await lost.closed()
    expect(lost.bye).to.equal('session-ended')
    expect(await statuses(approver)).to.deep.equal(['active', 'suspended', 'active'])
    expect(await lost.get('/api/session')).to.include({ signedIn: false })
    expect((await lost.signIn()).error?.code).to.equal('passkey_suspended')
    expect((await approver.state(pair.claim.claimId)).ok).to.equal(true)
  })

  it('when stolen, is suspended at the approval, and stays so whatever follows', async () => {
    const { approver, lost, pair } = await withLostDevice()
    await lost.connect(site.url, '/account')
    await approve(pair, choose(lost.passkey, 'stolen'))
    await lost.closed()
    expect(lost.bye).to.equal('session-ended')
    expect((await lost.signIn()).error?.code).to.equal('passkey_suspended')
    claimOf(await approver.deny(pair.claim.claimId))
    expect(await statuses(approver)).to.deep.equal(['active', 'suspended'])
  })

  it('when it began the approving session, that session alone outlives it', async () => {
    const { approver, lost } = await withLostDevice()
    // The approving device was signed in with the stolen passkey, and steps up with the other one.
    const own = approver.authenticator.passkeys[0]!
    const thief = await approver.secondDevice()
    approver.authenticator.passkeys.push(...lost.authenticator.passkeys)
    const page = await openPage(site)
    const pair = await scanToMatch(approver, page)
    await approve(pair, choose(own.id as CredentialId, 'stolen'))
    expect(await thief.get('/api/session')).to.include({ signedIn: false })
    expect((await approver.state(pair.claim.claimId)).ok).to.equal(true)
    expect(await approver.get('/api/session')).to.include({ signedIn: true })
  })

  it('when nothing was, nothing is retired', async () => {
    const { approver, pair } = await withLostDevice()
    await proveOn(await registerOn(site, await approve(pair, NOTHING_LOST)))
    expect(await statuses(approver)).to.deep.equal(['active', 'active', 'active'])
  })

  for (const endOtherSessions of [true, false]) {
    it(`all other sessions ${endOtherSessions ? 'end' : 'stay'} when it is proven if the owner chose so`, async () => {
      const { approver, pair } = await withLostDevice()
      const other = await approver.secondDevice()
      const registered = await registerOn(site, await approve(pair, { retire: null, endOtherSessions }))
      expect(await other.get('/api/session')).to.include({ signedIn: true })
      await proveOn(registered)
      expect(await other.get('/api/session')).to.include({ signedIn: !endOtherSessions })
      expect(await approver.get('/api/session')).to.include({ signedIn: true })
      expect(await registered.newDevice.get('/api/session')).to.include({ signedIn: true })
    })
  }

  /** A matched pair whose account has one more passkey, on a device that is signed in with it. */
  async function withLostDevice() {
    const [approver, page] = await Promise.all([newApprover(site, site.otherUrl), openPage(site)])
    const lost = await addDevice(approver)
    await mature(site, lost.passkey)
    await lost.signIn()
    const claimed = await approver.scan(qrOf(page.view))
    const pair: Pair = { approver, page, claim: claimOf(claimed) }
    return { approver, lost, pair, passkeys: claimed.ok ? claimed.passkeys : [] }
  }
})

function choose(credentialId: CredentialId, mode: RetireMode) {
  return { retire: { credentialId, mode }, endOtherSessions: false }
}

async function statuses(device: SignedInDevice): Promise<string[]> {
  return (await device.get('/api/account')).passkeys.map(({ status }) => status)
}
