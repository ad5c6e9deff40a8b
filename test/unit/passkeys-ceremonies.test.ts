import { randomBytes } from 'node:crypto'
import { expect } from 'chai'
import { assertionOptions, verifyAssertion } from '../../server/passkeys/assertion.ts'
import type { CEREMONY_REFUSALS } from '../../server/passkeys/ceremony-refusal.ts'
import type { Credential } from '../../server/passkeys/credential.ts'
import { registrationOptions, verifyRegistration } from '../../server/passkeys/registration.ts'
import type { UserHandle } from '../../shared/ids.ts'
import { createSoftAuthenticator, type Tampering } from '../support/soft-authenticator.ts'

const rp = {
  id: 'example.com',
  name: 'Example',
  home: 'https://login.example.com',
  origins: ['https://login.example.com', 'https://www.example.com'],
}
const userHandle = randomBytes(64).toString('base64url') as UserHandle
const newChallenge = () => randomBytes(32).toString('base64url')

function deviceAt(origin = rp.origins[0]!) {
  return createSoftAuthenticator({ origin })
}

async function register(device = deviceAt(), tampering: Tampering = {}) {
  const challenge = newChallenge()
  const options = await registrationOptions(rp, { name: 'ada', userHandle, challenge, known: [] })
  return verifyRegistration(rp, { response: device.create(options, tampering), challenge })
}

async function stored(device: ReturnType<typeof deviceAt>): Promise<Credential> {
  const judged = await register(device)
  if (!judged.ok) throw new Error(`It was refused: ${judged.why}`)
  return { ...judged.key, status: 'active' } as unknown as Credential
}

const refused = (why: (typeof CEREMONY_REFUSALS)[number]) => ({ ok: false, why })

describe('passkey ceremonies', () => {
  it('hand the challenge to the browser byte for byte', async () => {
    const challenge = newChallenge()
    const creation = await registrationOptions(rp, { name: 'ada', userHandle, challenge, known: [] })
    expect(creation.challenge).to.equal(challenge)
    expect(creation.user.id).to.equal(userHandle)
    expect((await assertionOptions(rp, { challenge })).challenge).to.equal(challenge)
  })

  it('one call leaves nothing behind for the next', async () => {
    const wish = { name: 'ada', userHandle, challenge: newChallenge(), known: [] }
    const first = await registrationOptions(rp, wish)
    first.authenticatorSelection!.authenticatorAttachment = 'platform'
    first.pubKeyCredParams.length = 0
    const second = await registrationOptions(rp, wish)
    expect(second.authenticatorSelection).to.not.have.property('authenticatorAttachment')
    expect(second.pubKeyCredParams).to.have.length(3)
  })

  it('[H22] make passkeys at home, and on no other origin of the list or below the relying party', async () => {
    expect(await register())
      .to.deep.include({ ok: true })
      .and.have.property('key')
      .that.includes({ synced: true, name: null })
    for (const origin of [...rp.origins.slice(1), 'https://example.com', 'https://evil.example.com']) {
      expect(await register(deviceAt(origin))).to.deep.equal(refused('wrong-origin'))
    }
  })

  it('[H21] sign in on every origin of the list, and do nothing else outside of home', async () => {
    const device = deviceAt()
    const credential = await stored(device)
    for (const origin of [...rp.origins, 'https://example.com']) {
      for (const right of ['sign-in', undefined] as const) {
        const challenge = newChallenge()
        const options = await assertionOptions(rp, { challenge, allow: [credential] })
        const claim = { response: device.get(options, { origin }), challenge, credential, userHandle }
        const judged = await verifyAssertion(rp, { ...claim, ...(right && { right }) })
        const may = origin === rp.home || (right === 'sign-in' && rp.origins.includes(origin))
        expect(judged.ok ? null : judged.why, `${right} on ${origin}`).to.equal(may ? null : 'wrong-origin')
      }
    }
  })

  it('[W41] [W44] bind no device to the way in which a passkey was reached when it was made', async () => {
    const credential = { ...(await stored(deviceAt())), transports: ['internal'] }
    const challenge = newChallenge()
    const creation = await registrationOptions(rp, {
      name: 'ada',
      userHandle,
      challenge,
      known: [credential],
    })
    const { allowCredentials } = await assertionOptions(rp, { challenge, allow: [credential] })
    for (const [listed] of [creation.excludeCredentials ?? [], allowCredentials ?? []]) {
      expect(listed).to.deep.include({ id: credential.id })
      expect(listed?.transports).to.equal(undefined)
    }
  })

  it('take a credential id of 1023 bytes', async () => {
    expect(await register(deviceAt(), { credentialIdBytes: 1023 })).to.include({ ok: true })
  })

  it('[W2] take a self attestation, which a browser may leave as it is', async () => {
    expect(await register(deviceAt(), { selfAttested: true })).to.include({ ok: true })
  })

  it('[W5] an assertion under another credential id is refused', async () => {
    const device = deviceAt()
    const credential = await stored(device)
    const challenge = newChallenge()
    const response = device.get(await assertionOptions(rp, { challenge, allow: [credential] }))
    expect(await verifyAssertion(rp, { response, challenge, credential, userHandle })).to.deep.equal({
      ok: true,
      assertion: { counter: 0, backedUp: true },
    })
    const id = randomBytes(32).toString('base64url')
    const renamed = { ...response, id, rawId: id }
    expect(await verifyAssertion(rp, { response: renamed, challenge, credential, userHandle })).to.deep.equal(
      refused('other-credential-id'),
    )
  })

  it('a security key may leave the user handle out when it was told which passkeys will do', async () => {
    const device = deviceAt()
    const credential = await stored(device)
    const challenge = newChallenge()
    const options = await assertionOptions(rp, { challenge, allow: [credential] })
    const response = device.get(options, { userHandle: null })
    expect(await verifyAssertion(rp, { response, challenge, credential, userHandle })).to.include({
      ok: true,
    })
  })

  it('never throw, whatever comes', async () => {
    for (const junk of [
      undefined,
      null,
      1,
      'x',
      {},
      { id: 'x', response: {} },
      { id: 'x', response: { clientDataJSON: '!' } },
    ]) {
      const response = junk as never
      expect(await verifyRegistration(rp, { response, challenge: 'x' })).to.deep.equal(refused('malformed'))
      const credential = { id: 'x' } as unknown as Credential
      expect(await verifyAssertion(rp, { response, challenge: 'x', credential, userHandle })).to.include({
        ok: false,
      })
    }
  })
})
