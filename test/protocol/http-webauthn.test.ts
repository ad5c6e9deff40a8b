import { expect } from 'chai'
import type { CeremonyRefusal } from '../../server/passkeys/ceremony-refusal.ts'
import type { CredentialId } from '../../shared/ids.ts'
import type { SoftPasskey, Tampering } from '../support/soft-authenticator.ts'
import { createHttpDevice, type HttpDevice } from './http-device.ts'
import { firstOf, signedUp } from './http-owner.ts'
import { type HttpSite, startHttpSite } from './http-site.ts'

type Lie = [what: string, tampering: (origin: string) => Tampering, why: CeremonyRefusal]

/** What no honest browser or authenticator does, in either ceremony, and the reason that is written down. */
const BOTH: Lie[] = [
  ['[W19] comes from a foreign origin', () => ({ origin: 'https://evil.example' }), 'wrong-origin'],
  ['[W19] comes from a sibling domain', () => ({ origin: 'https://www.localhost' }), 'wrong-origin'],
  [
    '[W19] comes from an origin that begins like ours',
    (origin) => ({ origin: `${origin}.evil.example` }),
    'wrong-origin',
  ],
  [
    '[W19] comes from our host under another scheme',
    (origin) => ({ origin: origin.replace('http:', 'https:') }),
    'wrong-origin',
  ],
  ['[W19] comes from our origin with a slash', (origin) => ({ origin: `${origin}/` }), 'wrong-origin'],
  ['[W20] is for another relying party', () => ({ rpId: 'evil.example' }), 'wrong-relying-party'],
  [
    '[W21] answers another challenge',
    () => ({ challenge: Buffer.alloc(32).toString('base64url') }),
    'wrong-challenge',
  ],
  ['[W22] lacks the user', () => ({ userPresent: false }), 'user-not-present'],
  ['[W22] lacks user verification', () => ({ userVerified: false }), 'user-not-verified'],
  [
    '[W23] is backed up although it may not be',
    () => ({ flipBackupEligible: true, backedUp: true }),
    'backup-flags-impossible',
  ],
]

const CREATION: Lie[] = [
  ['[W1] ran in a frame of another site', () => ({ crossOrigin: true }), 'in-a-frame'],
  ['[W1] names a top origin', () => ({ topOrigin: 'https://evil.example' }), 'in-a-frame'],
  ['[W24] is an assertion by type', () => ({ type: 'webauthn.get' }), 'wrong-type'],
  [
    '[W25] [W43] has a key of an algorithm that was not offered',
    () => ({ algorithm: -35 }),
    'algorithm-not-offered',
  ],
  ['[W3] has a credential id of 1024 bytes', () => ({ credentialIdBytes: 1024 }), 'credential-id-too-long'],
  [
    '[W4] answers under another credential id',
    () => ({ credentialId: 'A'.repeat(43) }),
    'other-credential-id',
  ],
  [
    '[W2] [W43] has an attestation of a kind that nobody asked for',
    () => ({ attestation: { fmt: 'fido-u2f', attStmt: new Map() } }),
    'certificate-not-asked-for',
  ],
  [
    '[W2] [W43] is packed with a certificate',
    () => ({ attestation: { fmt: 'packed', attStmt: new Map([['x5c', []]]) } }),
    'certificate-not-asked-for',
  ],
  [
    'has a statement where there can be none',
    () => ({ attestation: { fmt: 'none', attStmt: new Map([['sig', 'x']]) } }),
    'bad-attestation',
  ],
]

const ASSERTION: Lie[] = [
  ['[W7] ran in a frame of another site', () => ({ crossOrigin: true }), 'in-a-frame'],
  ['[W7] names a top origin', () => ({ topOrigin: 'https://evil.example' }), 'in-a-frame'],
  ['[W24] is a creation by type', () => ({ type: 'webauthn.create' }), 'wrong-type'],
  ['[W26] is signed by another key', () => ({ foreignKey: true }), 'bad-signature'],
  [
    '[W6] is for another user handle',
    () => ({ userHandle: Buffer.alloc(64).toString('base64url') }),
    'other-user-handle',
  ],
  ['[W15] says no user handle', () => ({ userHandle: null }), 'no-user-handle'],
  ['[W15] says an empty user handle', () => ({ userHandle: '' }), 'no-user-handle'],
]

describe('HTTP: WebAuthn ceremonies', () => {
  let site: HttpSite
  let names = 0
  const newName = () => `person ${names++}`
  before(async () => {
    site = await startHttpSite()
  })
  after(() => site.close())

  async function withPasskey(options?: { synced: boolean }): Promise<[HttpDevice, SoftPasskey]> {
    const device = await signedUp(site, options)
    return [device, firstOf(device)]
  }

  /** In the log for whoever runs the site, and in the audit for the owner. */
  async function expectWrittenDown(
    device: HttpDevice,
    ceremony: 'sign-in' | 'step-up',
    why: CeremonyRefusal,
  ) {
    const { id, accountId } = (await site.sql.credentials.find(firstOf(device).id as CredentialId))!
    expect(whyLogged()).to.include({ ceremony, why, credentialId: id, accountId })
    const [newest] = await site.sql.audit.list(accountId, 1)
    expect(newest).to.include({ action: `${ceremony}-refused`, detail: why, credentialId: id })
  }

  /** The reason that the last refused ceremony has in the log. */
  const whyLogged = () => JSON.parse(site.log.findLast((line) => line.includes('"why"')) ?? '{}')

  for (const [what, tampering, why] of [...BOTH, ...CREATION]) {
    it(`[W45] refuses a registration that ${what}`, async () => {
      const name = newName()
      const reply = await createHttpDevice(site).signUp(name, tampering(site.origin))
      const code = why === 'certificate-not-asked-for' ? 'attestation_unasked' : 'passkey_refused'
      expect([reply.status, reply.body.error.code]).to.deep.equal([403, code])
      expect(whyLogged()).to.include({ ceremony: 'sign-up', why })
      expect(await site.sql.accounts.findByName(name)).to.equal(null)
    })
  }

  for (const [what, tampering, why] of [...BOTH, ...ASSERTION]) {
    it(`[W45] refuses a sign-in that ${what}`, async () => {
      const [device] = await withPasskey()
      device.cookies.clear()
      const reply = await device.signIn({}, tampering(site.origin))
      expect([reply.status, reply.body]).to.deep.equal([403, { error: { code: 'passkey_refused' } }])
      await expectWrittenDown(device, 'sign-in', why)
      expect(device.cookies.has('rekey_session')).to.equal(false)
    })
  }

  it('[W8] refuses a passkey that changed whether it may be backed up', async () => {
    const [device] = await withPasskey({ synced: false })
    expect((await device.signIn({}, { flipBackupEligible: true })).body.error.code).to.equal(
      'passkey_refused',
    )
    await expectWrittenDown(device, 'sign-in', 'backup-eligibility-changed')
  })

  it('refuses an assertion under the id of another passkey of the same person', async () => {
    const [device, passkey] = await withPasskey()
    const [, other] = await withPasskey()
    const offer = (await device.post('/api/sign-in/options', {})).body
    const asserted = device.assert(offer, {}, passkey)
    const swapped = { ...asserted, assertion: { ...asserted.assertion, id: other.id, rawId: other.id } }
    expect((await device.post('/api/sign-in', swapped)).body.error.code).to.equal('passkey_refused')
  })

  it('[W25] pins the algorithms, and asks for a discoverable, verified passkey without attestation', async () => {
    const { options } = (await createHttpDevice(site).post('/api/sign-up/options', { name: newName() })).body
    expect(options.pubKeyCredParams.map(({ alg }) => alg)).to.deep.equal([-8, -7, -257])
    expect(options.attestation).to.equal('none')
    expect(options.authenticatorSelection).to.include({
      residentKey: 'required',
      userVerification: 'required',
    })
    expect(options.authenticatorSelection).to.not.have.property('authenticatorAttachment')
    expect(Buffer.from(options.challenge, 'base64url')).to.have.length(32)
  })

  it('asks the browser for a phone nearby when that was pressed', async () => {
    const { options } = (await createHttpDevice(site).post('/api/sign-in/options', { hybrid: true })).body
    expect(options).to.deep.include({ hints: ['hybrid'], userVerification: 'required', rpId: 'localhost' })
    expect(options).to.not.have.property('allowCredentials')
  })

  it('[W21] a challenge serves once, whether it succeeded or failed', async () => {
    const [device] = await withPasskey()
    const offer = (await device.post('/api/sign-in/options', {})).body
    expect((await device.post('/api/sign-in', device.assert(offer))).status).to.equal(200)
    expect((await device.post('/api/sign-in', device.assert(offer))).body.error.code).to.equal(
      'ceremony_expired',
    )
    const failed = (await device.post('/api/sign-in/options', {})).body
    await device.post('/api/sign-in', device.assert(failed, { userVerified: false }))
    expect((await device.post('/api/sign-in', device.assert(failed))).body.error.code).to.equal(
      'ceremony_expired',
    )
  })

  it('[W13] [W14] a challenge serves the ceremony that it was made for', async () => {
    const [device] = await withPasskey()
    const signUp = (await device.post('/api/sign-up/options', { name: newName() })).body
    const signIn = (await device.post('/api/sign-in/options', {})).body
    const crossed = {
      challengeId: signUp.challengeId,
      options: { ...signIn.options, challenge: signUp.options.challenge },
    }
    expect((await device.post('/api/sign-in', device.assert(crossed))).body.error.code).to.equal(
      'ceremony_expired',
    )
    const other = {
      challengeId: signIn.challengeId,
      options: { ...signUp.options, challenge: signIn.options.challenge },
    }
    expect((await device.post('/api/sign-up', device.attest(other))).body.error.code).to.equal(
      'ceremony_expired',
    )
  })

  it('answers broken ceremonies with a refusal and goes on', async () => {
    const [device] = await withPasskey()
    const offer = (await device.post('/api/sign-in/options', {})).body
    const good = device.assert(offer).assertion
    const broken = [
      '',
      'A',
      'AAAA',
      Buffer.from('{').toString('base64url'),
      Buffer.alloc(4000, 0x9f).toString('base64url'),
    ]
    for (const field of ['clientDataJSON', 'authenticatorData', 'signature'] as const) {
      for (const value of broken) {
        const { challengeId } = (await device.post('/api/sign-in/options', {})).body
        const assertion = { ...good, response: { ...good.response, [field]: value } }
        expect((await device.post('/api/sign-in', { challengeId, assertion })).status).to.be.oneOf([403, 429])
      }
    }
    for (const attestationObject of broken) {
      const begun = (await device.post('/api/sign-up/options', { name: newName() })).body
      const attested = device.attest(begun)
      const response = { ...attested.credential.response, attestationObject }
      const reply = await device.post('/api/sign-up', {
        ...attested,
        credential: { ...attested.credential, response },
      })
      expect(reply.body.error.code).to.equal('passkey_refused')
    }
  })
})
