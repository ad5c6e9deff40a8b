import { expect } from 'chai'
import type { CredentialId } from '../../shared/ids.ts'
import {
  addDevice,
  approve,
  codeOf,
  newApprover,
  newName,
  openPage,
  type Pair,
  proveOn,
  registerOn,
} from '../protocol/scene.ts'
import { newCommandId, qrOf } from '../support/page-device.ts'
import { PasskeyDevice } from '../support/passkey-device.ts'
import { approval, claimOf, NOTHING_LOST, offered, type SignedInDevice } from '../support/signed-in-device.ts'
import { createSoftAuthenticator } from '../support/soft-authenticator.ts'
import { describeAttacks } from './support/attacked-sites.ts'
import { offeredTo } from './support/offered-to.ts'

describeAttacks('attacks on the passkeys of an account', 'embedded', (site) => {
  it('#47 the lost passkey works until the new one has proven itself, and not after; no other is touched', async () => {
    const approver = await newApprover(site)
    const lost = await addDevice(approver)
    const choice = { ...NOTHING_LOST, retire: { credentialId: lost.passkey, mode: 'lost' as const } }
    const stillSignsIn = async () => expect((await lost.signIn()).error).to.equal(null)
    const page = await openPage(site)
    expect(codeOf(await page.registerOptions()), 'options before the approval').to.equal('not_now')
    const claim = claimOf(await approver.scan(qrOf(page.view)))
    expect(codeOf(await page.registerOptions()), 'options before the approval').to.equal('not_now')
    const own = approver.authenticator.passkeys[0]!.id
    expect(codeOf(await retiresItself(approver, claim))).to.equal('retire_refused')
    await stillSignsIn()
    const pair = await approve({ approver, page, claim }, choice)
    await stillSignsIn()
    const excluded = (await offeredTo(page)).excludeCredentials?.map(({ id }) => id)
    expect(excluded).to.have.members([own, lost.passkey])
    const done = await registerOn(site, pair)
    await stillSignsIn()

    await proveOn(done)
    expect((await lost.signIn()).error?.code).to.equal('passkey_suspended')
    for (const device of [approver, done.newDevice]) {
      expect((await device.signIn()).error, device.name).to.equal(null)
    }
    const passkeys = (await approver.get('/api/account')).passkeys
    expect(passkeys.map(({ status }) => status).sort()).to.deep.equal(['active', 'active', 'suspended'])
  })

  it('#48 a counter that goes back refuses a copy of a device’s passkey, and bars no synced one', async () => {
    const single = new PasskeyDevice(site.url)
    Object.assign(single, { authenticator: createSoftAuthenticator({ origin: site.url, synced: false }) })
    const synced = new PasskeyDevice(site.url)
    await Promise.all([single.signUp(newName()), synced.signUp(newName())])

    const counts = async (device: PasskeyDevice, counter: number) =>
      (await device.signIn({ counter })).error?.code ?? null
    for (const [counter, outcome] of [
      [5, null],
      [4, 'passkey_refused'],
      [5, 'passkey_refused'],
      [6, null],
    ] as const) {
      expect(await counts(single, counter), `${counter} on one device`).to.equal(outcome)
    }
    for (const counter of [0, 0, 5, 4, 0])
      expect(await counts(synced, counter), `${counter}, synced`).to.equal(null)
    expect((await single.signIn({ counter: 7, flipBackupEligible: true })).error?.code).to.equal(
      'passkey_refused',
    )
    expect((await single.signIn({ counter: 8 })).error).to.equal(null)

    for (const [device, detail] of [
      [single, 'refused'],
      [synced, 'accepted'],
    ] as const) {
      const { news } = await device.get('/api/account')
      const regressed = news.filter(({ action }) => action === 'counter-regressed')
      expect(regressed.map((row) => row.detail)).to.deep.equal([detail, detail])
    }
  })

  /** Names the very passkey that makes the step-up, whatever the options allow. */
  async function retiresItself(approver: SignedInDevice, claim: Pair['claim']) {
    const credentialId = approver.authenticator.passkeys[0]!.id as CredentialId
    const choice = { ...NOTHING_LOST, retire: { credentialId, mode: 'lost' as const } }
    const offer = offered(await approver.approveOptions(claim.claimId, choice))
    const anyOfThem = { ...offer, options: { ...offer.options, allowCredentials: [] } }
    return approver.sendApproval(approval(claim, choice, approver.assert(anyOfThem), newCommandId()))
  }
})
