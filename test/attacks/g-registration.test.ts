import { randomBytes } from 'node:crypto'
import { expect } from 'chai'
import { approve, approved, codeOf, newApprover, newName, register } from '../protocol/scene.ts'
import { type PageDevice, qrOf, viewOf } from '../support/page-device.ts'
import { PasskeyDevice } from '../support/passkey-device.ts'
import { claimOf } from '../support/signed-in-device.ts'
import { siteStores } from '../support/site-stores.ts'
import type { Tampering } from '../support/soft-authenticator.ts'
import { describeAttacks } from './support/attacked-sites.ts'
import { offeredTo } from './support/offered-to.ts'
import { expectUnharmed } from './support/unharmed.ts'

describeAttacks('attacks on registration and passkeys', 'shared', (site, onlyShared) => {
  const stores = siteStores(site)

  it('#42 a challenge that is old, spent, foreign or made up registers nothing; the right one does', async () => {
    const [page, other] = (await Promise.all([approved(site), approved(site)])).map((pair) => pair.page)
    if (!page || !other) throw new Error('There are two pages.')
    const device = new PasskeyDevice(site.url)
    const first = await offeredTo(page)
    expect(Buffer.from(first.challenge, 'base64url')).to.have.length(32)
    const second = await offeredTo(page)
    expect(await refusedWith(page, device, first)).to.equal('passkey_refused')
    // What was refused has spent the challenge: nobody tries again on the same one.
    expect(await refusedWith(page, device, second)).to.equal('not_now')
    const foreign = { ...(await offeredTo(page)), challenge: (await offeredTo(other)).challenge }
    expect(await refusedWith(page, device, foreign)).to.equal('passkey_refused')
    await completes(page, device)

    const signIn = (await device.post('/api/sign-in/options', {})).body.options.challenge
    const lies = [{ challenge: signIn }, { challenge: randomBytes(32).toString('base64url') }]
    await refusesThenCompletes(other, lies)

    const assertion = await approved(site)
    await refusesThenCompletes(assertion.page, [{ type: 'webauthn.get' }])
  })

  onlyShared('moved time', '#42 nor does one that came too late', async () => {
    const { page } = await approved(site)
    const offer = await offeredTo(page)
    await stores.passTime(page.view.pairingId, 200_000)
    expect(await refusedWith(page, new PasskeyDevice(site.url), offer)).to.equal('pairing_over')
  })

  it('#43 a ceremony of another origin, site or frame registers nothing; one of ours does', async () => {
    const own = new URL(site.url)
    const lies: Tampering[] = [
      { origin: `https://${own.host}` },
      { origin: `http://login.${own.host}` },
      { origin: `${own.origin}.evil.example` },
      { origin: `${own.origin}/` },
      { origin: 'http://localhost' },
      { origin: 'null' },
      { rpId: 'evil.example' },
      { rpId: `login.${own.hostname}` },
      { crossOrigin: true },
      { crossOrigin: true, topOrigin: 'https://evil.example' },
      { topOrigin: own.origin },
    ]
    await inPairs(lies, async (two) => refusesThenCompletes((await approved(site)).page, two))
  })

  it('#44 nobody registers for another account: the page names no user, and handles say nothing', async () => {
    const [pair, bystander] = await Promise.all([approved(site), newApprover(site)])
    const { page, approver } = pair
    const device = new PasskeyDevice(site.url)
    const options = await offeredTo(page)
    const handles = [options.user.id, (await bystander.get('/api/account')).userHandle]
    expect(handles.map((handle) => Buffer.from(handle, 'base64url').length)).to.deep.equal([64, 64])
    expect(handles[0]).to.not.equal(handles[1])
    expect(Buffer.from(options.user.id, 'base64url').toString('latin1')).to.not.include(approver.name)

    const { id, response } = device.authenticator.create(options)
    const body = { credentialId: id, ...response, transports: [] }
    for (const more of [
      { userId: handles[1] },
      { userHandle: handles[1] },
      { accountId: 'A'.repeat(22) },
      { name: bystander.name },
    ]) {
      const message = page.message('register', { ...body, ...more })
      expect(codeOf(await page.send('register', message))).to.equal('bad_request')
    }
    const asked = page.message('register-options', { userId: handles[1] } as never)
    expect(codeOf(await page.send('register-options', asked))).to.equal('bad_request')
    await completes(page, device)
    expect((await device.get('/api/account')).name).to.equal(approver.name)

    // A sign-in under another person's handle is nobody's.
    const lied = await device.signIn({ userHandle: handles[1]! })
    expect(lied.error?.code).to.equal('passkey_refused')
    expect((await bystander.get('/api/account')).passkeys).to.have.length(1)
  })

  it('#46 [W30] broken and weak responses are refused, the third burns the approval, and people go on', async () => {
    const weak: Tampering[] = [
      { userPresent: false },
      { userVerified: false },
      { algorithm: -47 },
      { credentialIdBytes: 1024 },
      { credentialId: 'A'.repeat(43) },
      { attestation: { fmt: 'packed', attStmt: new Map([['x5c', []]]) } },
      { attestation: { fmt: 'android-safetynet', attStmt: new Map() } },
    ]
    const burning = async () => {
      const { page, approver, claim } = await approved(site)
      for (const attestationObject of [
        'oA',
        Buffer.alloc(3_000, 0x81).toString('base64url'),
        'A'.repeat(99),
      ]) {
        const created = new PasskeyDevice(site.url).authenticator.create(await offeredTo(page))
        const broken = { ...created, response: { ...created.response, attestationObject } }
        expect(codeOf(await page.register(broken))).to.equal('passkey_refused')
      }
      expect(viewOf(await page.state())).to.include({ state: 'burned', endCause: 'registration-failed' })
      expect(claimOf(await approver.state(claim.claimId)).state).to.equal('burned')
      const [kept] = (await approver.get('/api/account')).passkeys
      expect(kept).to.include({ status: 'active' })
      // The same two people begin again at once.
      await page.open()
      const again = { approver, page, claim: claimOf(await approver.scan(qrOf(page.view))) }
      await completes((await approve(again)).page, new PasskeyDevice(site.url))
    }
    await Promise.all([
      inPairs(weak, async (two) => refusesThenCompletes((await approved(site)).page, two)),
      burning(),
      ...mutations(40).map(refusedAtSignUp),
    ])
    await expectUnharmed(site)
  })

  /** What the server says to a credential made for these options, changed by a lie or not. */
  async function refusedWith(page: PageDevice, device: PasskeyDevice, options: Offered, lie?: Tampering) {
    return codeOf(await page.register(device.authenticator.create(options, lie)))
  }

  /** Each lie is refused, and then the honest person gets the passkey after all. */
  async function refusesThenCompletes(page: PageDevice, lies: readonly Tampering[]) {
    const device = new PasskeyDevice(site.url)
    for (const lie of lies) {
      const code = lie.attestation ? 'attestation_unasked' : 'passkey_refused'
      expect(await refusedWith(page, device, await offeredTo(page), lie), JSON.stringify(lie)).to.equal(code)
    }
    await completes(page, new PasskeyDevice(site.url))
  }

  async function completes(page: PageDevice, device: PasskeyDevice) {
    expect(viewOf(await register(page, device)).state).to.equal('registered')
    expect((await device.signIn()).body.recovered).to.equal(true)
  }

  async function refusedAtSignUp(mutate: (bytes: Buffer) => Buffer) {
    const device = new PasskeyDevice(site.url)
    const offer = (await device.post('/api/sign-up/options', { name: newName('Mutant') })).body
    const { challengeId, credential } = device.attest(offer)
    const bytes = mutate(Buffer.from(credential.response.attestationObject, 'base64url'))
    const response = { ...credential.response, attestationObject: bytes.toString('base64url') }
    const { status, error } = await device.post('/api/sign-up', {
      challengeId,
      credential: { ...credential, response },
    })
    expect(status, bytes.toString('hex')).to.equal(403)
    // Another format may come of it, which has an answer of its own.
    expect(error?.code).to.be.oneOf(['passkey_refused', 'attestation_unasked'])
  }
})

type Offered = Awaited<ReturnType<typeof offeredTo>>

/** A pairing bears two failures. */
async function inPairs<Item>(items: readonly Item[], use: (two: readonly Item[]) => Promise<void>) {
  const pairs = items.flatMap((_, at) => (at % 2 ? [] : [items.slice(at, at + 2)]))
  await Promise.all(pairs.map(use))
}

/** Ways to break an attestation object: cut anywhere in what matters, or with its structure lied about. */
function mutations(times: number): ((bytes: Buffer) => Buffer)[] {
  return Array.from({ length: times }, (_, at) => (bytes: Buffer) => {
    const cut = bytes.subarray(0, Math.floor((bytes.length * at) / times))
    // Maps and arrays that promise far more than comes, nested ones and endless ones.
    const head = [0xbb, 0x9b, 0x81, 0x9f, 0xbf][at % 5] ?? 0
    return at % 2 ? cut : Buffer.concat([Buffer.alloc(at + 1, head), Buffer.alloc(8, 0xff), cut])
  })
}
