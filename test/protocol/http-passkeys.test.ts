import { expect } from 'chai'
import type { CreationOffer } from '../../shared/api.ts'
import type { CredentialId } from '../../shared/ids.ts'
import { givePasskey } from '../contract/sql-samples.ts'
import { setStatus } from '../support/set-status.ts'
import {
  addPasskey,
  deviceWith,
  endSessions,
  firstOf,
  mature,
  remove,
  rename,
  restore,
  signedUp,
} from './http-owner.ts'
import { type HttpSite, startHttpSite } from './http-site.ts'

const WEEK_MS = 7 * 24 * 3_600_000

const ADD = { do: 'add-passkey' } as const

describe('HTTP: passkeys of an account', () => {
  let site: HttpSite
  before(async () => {
    site = await startHttpSite()
  })
  after(() => site.close())

  async function suspend(id: string): Promise<void> {
    await setStatus(site.run, id, 'suspended')
  }

  it('are added with a step-up, told to the other devices, and usable at once', async () => {
    const device = await signedUp(site)
    const added = await addPasskey(device)
    const page = await device.account()
    expect(page.passkeys.map(({ id, current }) => [id, current])).to.deep.equal([
      [device.authenticator.passkeys[0]!.id, true],
      [added.id, false],
    ])
    expect(site.announced.some((line) => line.startsWith('account '))).to.equal(true)
    expect((await device.signIn({ passkey: added })).status).to.equal(200)
  })

  it('[W29] the options exclude retired ones and what is set aside too, but not what is gone', async () => {
    const device = await signedUp(site)
    const [first] = device.authenticator.passkeys
    const [second, third] = [await addPasskey(device), await addPasskey(device)]
    await suspend(second.id)
    await remove(device, third, first)
    const offer = await device.post('/api/passkeys/options', { stepUp: await device.stepUp(ADD, {}, first) })
    const idsOf = ({ options }: CreationOffer) => options.excludeCredentials?.map(({ id }) => id)
    expect(idsOf(offer.body)).to.have.members([first!.id, second.id, third.id])
    await site.run(`update credentials set leaves_at = suspended_at where id = '${third.id}'`)
    await site.sql.acts.carryOut(WEEK_MS)
    const later = await device.post('/api/passkeys/options', { stepUp: await device.stepUp(ADD, {}, first) })
    expect(idsOf(later.body)).to.have.members([first!.id, second.id])
  })

  it('[W17] [W18] an addition ends with its own challenge in its own session', async () => {
    const device = await signedUp(site)
    const signUp = (await device.post('/api/sign-up/options', { name: 'someone new' })).body
    const crossed = await device.post('/api/passkeys', device.attest(signUp))
    expect(crossed.body.error.code).to.equal('ceremony_expired')

    const offer = await device.post('/api/passkeys/options', { stepUp: await device.stepUp(ADD) })
    const attested = device.attest(offer.body)
    const stranger = await signedUp(site)
    expect((await stranger.post('/api/passkeys', attested)).body.error.code).to.equal('ceremony_expired')
    expect((await stranger.account()).passkeys).to.have.length(1)
  })

  it('a passkey that is known already is not added twice', async () => {
    const device = await signedUp(site)
    const offer = await device.post('/api/passkeys/options', { stepUp: await device.stepUp(ADD) })
    const attested = device.attest(offer.body)
    const known = (await site.sql.credentials.find(device.authenticator.passkeys[0]!.id as CredentialId))!
    await givePasskey(site.sql, { ...known, id: attested.credential.id as CredentialId })
    expect((await device.post('/api/passkeys', attested)).body.error.code).to.equal('passkey_known_already')
  })

  it('[A17] nothing is added when the passkey that allowed it was suspended meanwhile', async () => {
    const device = await signedUp(site)
    const [first] = device.authenticator.passkeys
    const second = await addPasskey(device)
    const offer = await device.post('/api/passkeys/options', { stepUp: await device.stepUp(ADD, {}, second) })
    await suspend(second.id)
    const reply = await device.post('/api/passkeys', device.attest(offer.body))
    expect(reply.body.error.code).to.equal('step_up_refused')
    expect((await device.account()).passkeys.map(({ id }) => id)).to.deep.equal([first!.id, second.id])
  })

  it('a sign-in that asked for it may add a passkey here at once', async () => {
    const phone = await signedUp(site)
    const { body } = await phone.signIn({ thenAdd: true })
    expect((await phone.post('/api/passkeys', phone.attest(body.add!))).status).to.equal(200)
    expect((await phone.account()).passkeys).to.have.length(2)
  })

  it('[W52] a sign-in’s offer asks for the user to be verified, and nothing is added without it', async () => {
    const phone = await signedUp(site)
    const { body } = await phone.signIn({ thenAdd: true })
    expect(body.add!.options.authenticatorSelection?.userVerification).to.equal('required')
    const reply = await phone.post('/api/passkeys', phone.attest(body.add!, { userVerified: false }))
    expect(reply.body.error.code).to.equal('passkey_refused')
    expect((await phone.account()).passkeys).to.have.length(1)
  })

  it('[A82] are renamed ten times an hour in one session, since each new name is news everywhere', async () => {
    const device = await signedUp(site)
    const codes = []
    for (let time = 0; time < 12; time += 1) {
      const reply = await rename(device, firstOf(device), `Key ${time}`)
      codes.push(reply.body.error?.code ?? null)
    }
    expect(codes).to.deep.equal([...Array(10).fill(null), 'rate_limited', 'rate_limited'])
  })

  it('[A45] are renamed by their owner, with a step-up for that name, and by nobody else', async () => {
    const device = await signedUp(site)
    const [first] = device.authenticator.passkeys
    const credentialId = first!.id as CredentialId
    expect((await rename(device, first!, ' Blue key ')).status).to.equal(200)
    expect((await device.account()).passkeys[0]!.name).to.equal('Blue key')
    expect((await rename(device, first!, '\n')).body.error.code).to.equal('name_empty')
    const stepUp = await device.stepUp({ do: 'rename-passkey', credentialId, name: 'Red key' })
    const other = await device.post('/api/passkeys/rename', { credentialId, name: 'Green key', stepUp })
    expect(other.body.error.code).to.equal('step_up_refused')
    const foreign = await rename(await signedUp(site), first!, 'Mine')
    expect([foreign.status, foreign.body.error.code]).to.deep.equal([404, 'not_found'])
  })

  it('are removed with a step-up: set aside for seven days, their other sessions ended, and not unknown', async () => {
    const device = await signedUp(site)
    const second = await addPasskey(device)
    const elsewhere = await deviceWith(site, second)
    const [theirs] = (await elsewhere.account()).sessions.filter(({ current }) => current)
    const removed = await remove(device, second)
    expect(removed.body.leavesAt).to.be.within(Date.now() + WEEK_MS - 60_000, Date.now() + WEEK_MS + 1)
    expect(await elsewhere.session()).to.deep.equal({ signedIn: false })
    expect(site.announced).to.include(`session ${theirs!.id}`)
    const [first, row] = (await device.account()).passkeys
    expect(row).to.include({ id: second.id, status: 'suspended' })
    expect(row!.setAside).to.deep.include({
      leavesAt: removed.body.leavesAt,
      by: { id: first!.id, name: first!.name },
    })
    expect((await elsewhere.signIn()).body.error.code).to.equal('passkey_suspended')
    expect((await restore(device, second)).status).to.equal(200)
    expect((await elsewhere.signIn()).status).to.equal(200)
  })

  it('[A11] are unknown, so that the page can have them forgotten, once the seven days are over', async () => {
    const device = await signedUp(site)
    const second = await addPasskey(device)
    await remove(device, second)
    await site.run(`update credentials set leaves_at = suspended_at where id = '${second.id}'`)
    await site.sql.acts.carryOut(WEEK_MS)
    expect((await device.signIn({ passkey: second })).body.error.code).to.equal('passkey_unknown')
    expect((await device.account()).passkeys).to.have.length(1)
    expect((await restore(device, second)).body.error.code).to.equal('not_found')
  })

  it('the session that removes its own passkey stays, and can end others', async () => {
    const device = await signedUp(site)
    const [first] = device.authenticator.passkeys
    const second = await addPasskey(device)
    await mature(site, second)
    expect((await remove(device, first!, second)).status).to.equal(200)
    expect(await device.session()).to.include({ signedIn: true })
    expect((await endSessions(device, [], second)).status).to.equal(200)
  })

  it('[A19] are not removed without one', async () => {
    const device = await signedUp(site)
    const second = await addPasskey(device)
    const credentialId = second.id as CredentialId
    const stepUp = await device.stepUp({ do: 'remove-passkey', credentialId }, { foreignKey: true })
    expect((await device.post('/api/passkeys/remove', { credentialId, stepUp })).body.error.code).to.equal(
      'step_up_refused',
    )
    expect((await device.account()).passkeys).to.have.length(2)
  })

  it('[A20] the last one stays, also beside one that is suspended', async () => {
    const device = await signedUp(site)
    const [first] = device.authenticator.passkeys
    expect((await remove(device, first!)).body.error.code).to.equal('last_passkey')
    expect((await device.account()).news.map(({ action }) => action)).to.not.include('passkey-removed')
    const second = await addPasskey(device)
    await suspend(second.id)
    expect((await remove(device, first!, first)).body.error.code).to.equal('last_passkey')
    expect((await remove(device, second, first)).status).to.equal(200)
  })

  it('two that remove each other at once leave at least one', async () => {
    const device = await signedUp(site)
    const [first] = device.authenticator.passkeys
    const second = await addPasskey(device)
    await mature(site, second)
    await Promise.all([remove(device, first!, second), remove(device, second, first)])
    const left = (await device.account()).passkeys.filter(({ status }) => status === 'active')
    expect(left).to.have.length(1)
  })

  it('of another account are not found, whatever was signed', async () => {
    const device = await signedUp(site)
    await addPasskey(device)
    const stranger = await signedUp(site)
    const reply = await remove(device, stranger.authenticator.passkeys[0]!)
    expect([reply.status, reply.body.error.code]).to.deep.equal([404, 'not_found'])
    expect((await stranger.signIn()).status).to.equal(200)
  })

  it('[A21] a suspended one that was found again is restored with a step-up', async () => {
    const device = await signedUp(site)
    const second = await addPasskey(device)
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
    const device = await signedUp(site)
    const second = await addPasskey(device)
    await suspend(second.id)
    const credentialId = second.id as CredentialId
    const stepUp = await device.stepUp({ do: 'restore-passkey', credentialId }, {}, second)
    expect((await device.post('/api/passkeys/restore', { credentialId, stepUp })).body.error.code).to.equal(
      'passkey_suspended',
    )
  })
})
