import type { PublicKeyCredentialCreationOptionsJSON } from '@simplewebauthn/server'
import { expect } from 'chai'
import { type PageDevice, qrOf, viewOf } from '../support/page-device.ts'
import { PasskeyDevice } from '../support/passkey-device.ts'
import { claimOf, NOTHING_LOST } from '../support/signed-in-device.ts'
import { siteStores } from '../support/site-stores.ts'
import { describeOnCommonSites } from '../support/sites.ts'
import type { Tampering } from '../support/soft-authenticator.ts'
import {
  addDevice,
  approve,
  approved,
  codeOf,
  newApprover,
  openPage,
  proveOn,
  recovered,
  register,
  registered,
  registerOn,
  scanToMatch,
} from './scene.ts'

describeOnCommonSites('a registration', (site) => {
  const stores = siteStores(site)

  const lies: Record<string, Tampering> = {
    'a challenge of its own': { challenge: 'A'.repeat(43) },
    'an assertion': { type: 'webauthn.get' },
    'another origin': { origin: 'https://evil.example' },
    'another site': { rpId: 'evil.example' },
    'a frame': { crossOrigin: true },
    'a user who was not verified': { userVerified: false },
    'a user who was not there': { userPresent: false },
    'an algorithm that was not offered': { algorithm: -47 },
    'an id that is not its own': { credentialId: 'A'.repeat(43) },
  }
  for (const [what, lie] of Object.entries(lies)) {
    it(`[P15] with ${what} is refused, and its challenge is spent`, async () => {
      const { page } = await approved(site)
      const device = new PasskeyDevice(site.url)
      const options = await offeredTo(page)
      expect(codeOf(await page.register(device.authenticator.create(options, lie)))).to.equal(
        'passkey_refused',
      )
      expect(codeOf(await page.register(device.authenticator.create(options)))).to.equal('not_now')
      expect(viewOf(await register(page, device)).state).to.equal('registered')
    })
  }

  it('with the challenge of another ceremony is refused', async () => {
    const [mine, other] = await Promise.all([approved(site), approved(site)])
    const device = new PasskeyDevice(site.url)
    const challenges = [
      (await offeredTo(other.page)).challenge,
      (await device.post('/api/sign-in/options', {})).body.options.challenge,
    ]
    for (const challenge of challenges) {
      const created = device.authenticator.create(await offeredTo(mine.page), { challenge })
      expect(codeOf(await mine.page.register(created))).to.equal('passkey_refused')
    }
    expect(viewOf(await register(mine.page, device)).state).to.equal('registered')
  })

  it('is offered one challenge at a time: the newest', async () => {
    const { page } = await approved(site)
    const device = new PasskeyDevice(site.url)
    const [older, newer] = [await offeredTo(page), await offeredTo(page)]
    expect(newer.challenge)
      .to.match(/^[A-Za-z0-9_-]{43}$/)
      .and.not.equal(older.challenge)
    expect(codeOf(await page.register(device.authenticator.create(older)))).to.equal('passkey_refused')
    expect(viewOf(await register(page, device)).state).to.equal('registered')
  })

  it('[P16] that fails three times burns the pairing, in SQL as well', async () => {
    const { page, approver, claim } = await approved(site)
    const device = new PasskeyDevice(site.url)
    for (let time = 0; time < 3; time += 1) {
      const created = device.authenticator.create(await offeredTo(page), { userVerified: false })
      expect(codeOf(await page.register(created))).to.equal('passkey_refused')
    }
    const burned = { state: 'burned', endCause: 'registration-failed' }
    expect(viewOf(await page.state())).to.include({ ...burned, account: null })
    expect(claimOf(await approver.state(claim.claimId))).to.include(burned)
    expect(codeOf(await page.registerOptions())).to.equal('pairing_over')
    expect(await stores.sql.recoveries.find(page.view.pairingId)).to.include({ state: 'ended' })
  })

  it('[P100] with certificates that nobody asked for is told so, and fails no try', async () => {
    const { page } = await approved(site)
    const device = new PasskeyDevice(site.url)
    // As long as what a TPM sends.
    const attStmt = new Map([['x5c', [Buffer.alloc(4_100), Buffer.alloc(40)]]])
    for (let time = 0; time < 3; time += 1) {
      const attested = device.authenticator.create(await offeredTo(page), {
        attestation: { fmt: 'tpm', attStmt },
      })
      expect(attested.response.attestationObject).to.have.lengthOf.within(5_366, 5_896)
      expect(codeOf(await page.register(attested))).to.equal('attestation_unasked')
    }
    expect(viewOf(await register(page, device)).state).to.equal('registered')
  })

  it('[P36] that is repeated is answered alike and made once', async () => {
    const { page, approver } = await approved(site)
    const offer = await offeredTo(page)
    const [created, other] = [1, 2].map(() => new PasskeyDevice(site.url).authenticator.create(offer))
    expect(viewOf(await page.register(created!)).state).to.equal('registered')
    expect(viewOf(await page.register(created!)).state).to.equal('registered')
    expect(codeOf(await page.register(other!))).to.equal('not_now')
    expect(codeOf(await register(page, approver))).to.equal('not_now')
    expect((await approver.get('/api/account')).passkeys).to.have.length(2)
  })

  it('is for the account alone: a handle of 64 bytes that says nothing, and no field for another', async () => {
    const { page, approver } = await approved(site)
    const options = await offeredTo(page)
    const { userHandle } = await approver.get('/api/account')
    expect(options.user).to.deep.equal({ id: userHandle, name: approver.name, displayName: approver.name })
    expect(Buffer.from(userHandle, 'base64url')).to.have.length(64)
    const { id, response } = new PasskeyDevice(site.url).authenticator.create(options)
    const { clientDataJSON, attestationObject } = response
    const body = { credentialId: id, clientDataJSON, attestationObject, transports: [], userId: userHandle }
    expect(codeOf(await page.send('register', page.message('register', body)))).to.equal('bad_request')
    expect((await approver.get('/api/account')).passkeys).to.have.length(1)
  })

  it('[W29] excludes every passkey of the account, retired ones and what is set aside too', async () => {
    const approver = await newApprover(site)
    const [lost, removed] = [await addDevice(approver), await addDevice(approver)]
    const credentialId = removed.passkey
    const stepUp = await approver.stepUp({ do: 'remove-passkey', credentialId })
    expect((await approver.post('/api/passkeys/remove', { credentialId, stepUp })).error).to.equal(null)
    const choice = { ...NOTHING_LOST, retire: { credentialId: lost.passkey, mode: 'lost' as const } }
    const pair = await approve(await scanToMatch(approver, await openPage(site)), choice)
    const { newDevice } = await proveOn(await registerOn(site, pair))

    const { page } = await approve(await scanToMatch(approver, await openPage(site)))
    const excluded = (await offeredTo(page)).excludeCredentials?.map(({ id }) => id)
    const own = [approver, newDevice].map(({ authenticator }) => authenticator.passkeys[0]?.id)
    expect(excluded).to.have.members([...own, lost.passkey, removed.passkey])
  })

  it('makes no session, neither here nor in a browser that is signed in as someone', async () => {
    const someone = await newApprover(site)
    const { page, newDevice } = await registeredOn(await openPage(site, { browserCookie: someone.cookie }))
    expect(page.frames.join()).to.not.match(/session|token|cookie/i)
    expect(newDevice.cookies.size).to.equal(0)
    expect(await newDevice.get('/api/session')).to.deep.equal({ signedIn: false })
    expect(await someone.get('/api/session')).to.include({ signedIn: true, name: someone.name })
  })

  it('is proven by a sign-in from any device and node; the page hears of it', async () => {
    const { page, approver, newDevice } = await registered(site)
    const synced = new PasskeyDevice(site.otherUrl, { origin: site.url })
    synced.authenticator.passkeys.push(...newDevice.authenticator.passkeys)
    const { body, error } = await synced.signIn()
    expect([error, body.recovered]).to.deep.equal([null, true])
    await page.until((view) => view.state === 'done')
    expect((await newDevice.signIn()).body.recovered).to.equal(false)
    const { recoveries } = await approver.get('/api/account')
    expect(recoveries.map(({ state }) => state)).to.deep.equal(['done'])
  })

  it('[P37] is taken back by signing out the device that approved', async () => {
    const { page, approver } = await approved(site)
    const created = new PasskeyDevice(site.url).authenticator.create(await offeredTo(page))
    await approver.post('/api/sign-out', {})
    expect(codeOf(await page.register(created))).to.equal('pairing_over')
    expect(viewOf(await page.state())).to.include({ state: 'cancelled', endCause: 'session-ended' })
    expect(await stores.sql.recoveries.find(page.view.pairingId)).to.include({ cause: 'session-ended' })
  })

  it('happens for an account twice a day, counted when done', async () => {
    const first = await recovered(site)
    const { approver } = first
    const again = await scanToMatch(approver, await openPage(site))
    await proveOn(await registerOn(site, await approve(again)))
    const third = await openPage(site)
    const refused = await approver.scan(qrOf(third.view))
    expect(refused).to.have.nested.property('error.code', 'rate_limited')
    expect(refused)
      .to.have.nested.property('error.retryAfterMs')
      .within(23 * 3_600_000, 24 * 3_600_000)
  })

  async function registeredOn(page: PageDevice) {
    const approver = await newApprover(site)
    const claim = claimOf(await approver.scan(qrOf(page.view)))
    return registerOn(site, await approve({ approver, page, claim }))
  }
})

async function offeredTo(page: PageDevice): Promise<PublicKeyCredentialCreationOptionsJSON> {
  const offer = await page.registerOptions()
  if (!offer.ok) throw new Error(`No registration was offered: ${offer.error.code}`)
  return offer.options
}
