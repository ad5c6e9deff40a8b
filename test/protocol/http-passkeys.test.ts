import { expect } from 'chai'
import type { CredentialId } from '../../shared/ids.ts'
import type { SoftPasskey } from '../support/soft-authenticator.ts'
import { createHttpDevice, type HttpDevice } from './http-device.ts'
import { type HttpSite, startHttpSite } from './http-site.ts'

const ADD = { do: 'add-passkey' } as const

describe('HTTP: passkeys of an account', () => {
  let site: HttpSite
  let names = 0
  before(async () => {
    site = await startHttpSite()
  })
  after(() => site.close())

  async function signedUp(): Promise<HttpDevice> {
    const device = createHttpDevice(site)
    names += 1
    expect((await device.signUp(`keeper ${names}`)).status).to.equal(200)
    return device
  }

  /** Adds one more passkey to the device's account, honestly. */
  async function addTo(device: HttpDevice): Promise<SoftPasskey> {
    const offer = await device.post('/api/passkeys/options', { stepUp: await device.stepUp(ADD) })
    expect((await device.post('/api/passkeys', device.attest(offer.body))).status).to.equal(200)
    return device.authenticator.passkeys.at(-1)!
  }

  async function remove(device: HttpDevice, { id }: SoftPasskey, by?: SoftPasskey) {
    const credentialId = id as CredentialId
    const stepUp = await device.stepUp({ do: 'remove-passkey', credentialId }, {}, by)
    return device.post('/api/passkeys/remove', { credentialId, stepUp })
  }

  async function suspend(id: string): Promise<void> {
    const { accountId } = (await site.sql.credentials.find(id as CredentialId))!
    const audit = { action: 'passkey-suspended', accountId } as const
    await site.sql.credentials.move(accountId, id as CredentialId, ['active'], 'suspended', audit)
  }

  it('are added with a step-up, told to the other devices, and usable at once', async () => {
    const device = await signedUp()
    const added = await addTo(device)
    const page = await device.account()
    expect(page.passkeys.map(({ id, current }) => [id, current])).to.deep.equal([
      [device.authenticator.passkeys[0]!.id, true],
      [added.id, false],
    ])
    expect(site.announced.some((line) => line.startsWith('account '))).to.equal(true)
    expect((await device.signIn({ passkey: added })).status).to.equal(200)
  })

  it('[W29] the options exclude retired ones too, but not what was removed', async () => {
    const device = await signedUp()
    const [first] = device.authenticator.passkeys
    const [second, third] = [await addTo(device), await addTo(device)]
    await suspend(second.id)
    await remove(device, third, first)
    const offer = await device.post('/api/passkeys/options', { stepUp: await device.stepUp(ADD, {}, first) })
    const excluded = offer.body.options.excludeCredentials?.map(({ id }) => id)
    expect(excluded).to.have.members([first!.id, second.id])
  })

  it('[W17] [W18] an addition ends with its own challenge in its own session', async () => {
    const device = await signedUp()
    const signUp = (await device.post('/api/sign-up/options', { name: 'somebody new' })).body
    const crossed = await device.post('/api/passkeys', device.attest(signUp))
    expect(crossed.body.error.code).to.equal('ceremony_expired')

    const offer = await device.post('/api/passkeys/options', { stepUp: await device.stepUp(ADD) })
    const attested = device.attest(offer.body)
    const stranger = await signedUp()
    expect((await stranger.post('/api/passkeys', attested)).body.error.code).to.equal('ceremony_expired')
    expect((await stranger.account()).passkeys).to.have.length(1)
  })

  it('a passkey that is known already is not added twice', async () => {
    const device = await signedUp()
    const offer = await device.post('/api/passkeys/options', { stepUp: await device.stepUp(ADD) })
    const attested = device.attest(offer.body)
    const { accountId } = (await site.sql.credentials.find(
      device.authenticator.passkeys[0]!.id as CredentialId,
    ))!
    const known = (await site.sql.credentials.find(device.authenticator.passkeys[0]!.id as CredentialId))!
    await site.sql.credentials.add(
      { ...known, id: attested.credential.id as CredentialId },
      { action: 'passkey-added', accountId },
    )
    expect((await device.post('/api/passkeys', attested)).body.error.code).to.equal('passkey_known_already')
  })

  it('[A17] nothing is added when the passkey that allowed it was suspended meanwhile', async () => {
    const device = await signedUp()
    const [first] = device.authenticator.passkeys
    const second = await addTo(device)
    const offer = await device.post('/api/passkeys/options', { stepUp: await device.stepUp(ADD, {}, second) })
    await suspend(second.id)
    const reply = await device.post('/api/passkeys', device.attest(offer.body))
    expect(reply.body.error.code).to.equal('step_up_refused')
    expect((await device.account()).passkeys.map(({ id }) => id)).to.deep.equal([first!.id, second.id])
  })

  it('a sign-in that asked for it may add a passkey here at once', async () => {
    const phone = await signedUp()
    const { body } = await phone.signIn({ thenAdd: true })
    expect((await phone.post('/api/passkeys', phone.attest(body.add!))).status).to.equal(200)
    expect((await phone.account()).passkeys).to.have.length(2)
  })

  it('[A82] are renamed ten times an hour in one session, since each new name is news everywhere', async () => {
    const device = await signedUp()
    const credentialId = device.authenticator.passkeys[0]!.id as CredentialId
    const codes = []
    for (let time = 0; time < 12; time += 1) {
      const reply = await device.post('/api/passkeys/rename', { credentialId, name: `Key ${time}` })
      codes.push(reply.body.error?.code ?? null)
    }
    expect(codes).to.deep.equal([...Array(10).fill(null), 'rate_limited', 'rate_limited'])
  })

  it('are renamed by their owner and nobody else', async () => {
    const device = await signedUp()
    const credentialId = device.authenticator.passkeys[0]!.id as CredentialId
    expect((await device.post('/api/passkeys/rename', { credentialId, name: ' Blue key ' })).status).to.equal(
      200,
    )
    expect((await device.account()).passkeys[0]!.name).to.equal('Blue key')
    const bad = await device.post('/api/passkeys/rename', { credentialId, name: '\n' })
    expect(bad.body.error.code).to.equal('name_empty')
    const stranger = await signedUp()
    const foreign = await stranger.post('/api/passkeys/rename', { credentialId, name: 'Mine' })
    expect([foreign.status, foreign.body.error.code]).to.deep.equal([404, 'not_found'])
  })

  it('are removed with a step-up, and their other sessions with them', async () => {
    const device = await signedUp()
    const second = await addTo(device)
    const elsewhere = createHttpDevice(site)
    elsewhere.authenticator.passkeys.push(second)
    await elsewhere.signIn()
    const [theirs] = (await elsewhere.account()).sessions.filter(({ current }) => current)
    expect((await remove(device, second)).status).to.equal(200)
    expect(await elsewhere.session()).to.deep.equal({ signedIn: false })
    expect(site.announced).to.include(`session ${theirs!.id}`)
    expect((await device.account()).passkeys).to.have.length(1)
    expect((await elsewhere.signIn()).body.error.code).to.equal('passkey_unknown')
  })

  it('the session that removes its own passkey stays, and can end others', async () => {
    const device = await signedUp()
    const [first] = device.authenticator.passkeys
    const second = await addTo(device)
    expect((await remove(device, first!, second)).status).to.equal(200)
    expect(await device.session()).to.include({ signedIn: true })
    expect((await device.post('/api/sessions/end', { ids: [] })).status).to.equal(200)
  })

  it('[A19] are not removed without one', async () => {
    const device = await signedUp()
    const second = await addTo(device)
    const credentialId = second.id as CredentialId
    const stepUp = await device.stepUp({ do: 'remove-passkey', credentialId }, { foreignKey: true })
    expect((await device.post('/api/passkeys/remove', { credentialId, stepUp })).body.error.code).to.equal(
      'step_up_refused',
    )
    expect((await device.account()).passkeys).to.have.length(2)
  })

  it('[A20] the last one stays, also beside one that is suspended', async () => {
    const device = await signedUp()
    const [first] = device.authenticator.passkeys
    expect((await remove(device, first!)).body.error.code).to.equal('last_passkey')
    expect((await device.account()).news.map(({ action }) => action)).to.not.include('passkey-removed')
    const second = await addTo(device)
    await suspend(second.id)
    expect((await remove(device, first!, first)).body.error.code).to.equal('last_passkey')
    expect((await remove(device, second, first)).status).to.equal(200)
  })

  it('two that remove each other at once leave at least one', async () => {
    const device = await signedUp()
    const [first] = device.authenticator.passkeys
    const second = await addTo(device)
    await Promise.all([remove(device, first!, second), remove(device, second, first)])
    const left = (await device.account()).passkeys.filter(({ status }) => status === 'active')
    expect(left.length).to.be.greaterThan(0)
  })

  it('of another account are not found, whatever was signed', async () => {
    const device = await signedUp()
    await addTo(device)
    const stranger = await signedUp()
    const reply = await remove(device, stranger.authenticator.passkeys[0]!)
    expect([reply.status, reply.body.error.code]).to.deep.equal([404, 'not_found'])
    expect((await stranger.signIn()).status).to.equal(200)
  })

  it('[A21] a suspended one that was found again is restored with a step-up', async () => {
    const device = await signedUp()
    const second = await addTo(device)
    await suspend(second.id)
    expect((await device.signIn({ passkey: second })).body.error.code).to.equal('passkey_suspended')
    const [first] = device.authenticator.passkeys
    const credentialId = second.id as CredentialId
    const restore = { do: 'restore-passkey', credentialId } as const
    const forged = await device.stepUp(restore, { foreignKey: true }, first)
    expect((await device.post('/api/passkeys/restore', { credentialId, stepUp: forged })).status).to.equal(
      403,
    )
    const stepUp = await device.stepUp(restore, {}, first)
    expect((await device.post('/api/passkeys/restore', { credentialId, stepUp })).status).to.equal(200)
    expect((await device.signIn({ passkey: second })).status).to.equal(200)
  })

  it('a suspended one cannot restore itself', async () => {
    const device = await signedUp()
    const second = await addTo(device)
    await suspend(second.id)
    const credentialId = second.id as CredentialId
    const stepUp = await device.stepUp({ do: 'restore-passkey', credentialId }, {}, second)
    expect((await device.post('/api/passkeys/restore', { credentialId, stepUp })).body.error.code).to.equal(
      'passkey_suspended',
    )
  })
})
