import { expect } from 'chai'
import { setStatus } from '../support/set-status.ts'
import type { HttpDevice } from './http-device.ts'
import { addPasskey, deviceWith, firstOf, mature, reportStolen, signedUp } from './http-owner.ts'
import { type HttpSite, startHttpSite } from './http-site.ts'

describe('what one account may do over HTTP', () => {
  let site: HttpSite
  before(async () => {
    site = await startHttpSite({ limits: { 'account-change': 4, remedy: 3, 'sign-in-account': 6 } })
  })
  after(() => site.close())

  async function act(device: HttpDevice, what: 'delete' | 'keep'): Promise<number> {
    const stepUp = await device.stepUp({ do: `${what}-account` }, {}, firstOf(device))
    return (await device.post(`/api/account/${what}`, { stepUp })).status
  }

  it('[A154] changes are limited by account, whatever the sessions; another account goes on', async () => {
    const [owner, other] = [await signedUp(site), await signedUp(site)]
    for (const _ of [1, 2]) {
      const session = await deviceWith(site, firstOf(owner))
      expect([await act(session, 'delete'), await act(session, 'keep')]).to.deep.equal([200, 200])
    }
    const sessions = [await deviceWith(site, firstOf(owner)), await deviceWith(site, firstOf(owner))]
    expect(await act(sessions[0]!, 'delete')).to.equal(200)
    expect(await act(sessions[1]!, 'delete')).to.equal(200)
    const stepUp = await owner.stepUp({ do: 'delete-account' })
    const refused = await owner.post('/api/account/delete', { stepUp })
    expect(refused.body.error).to.include({ code: 'rate_limited' })
    expect(refused.body.error.retryAfterMs).to.be.above(0)
    expect(await act(owner, 'keep')).to.equal(200)
    expect(await act(other, 'delete')).to.equal(200)
  })

  it('[A154] a copied session that confirms nothing uses none of them up', async () => {
    const owner = await signedUp(site)
    for (let nth = 0; nth < 5; nth += 1) {
      const stepUp = await owner.stepUp({ do: 'keep-account' })
      expect((await owner.post('/api/account/delete', { stepUp })).body.error.code).to.equal(
        'step_up_refused',
      )
    }
    expect(await act(owner, 'delete')).to.equal(200)
  })

  it('[A155] a thief uses up neither what the owner takes back with, nor more than a passkey may', async () => {
    const owner = await signedUp(site)
    const stolen = await addPasskey(owner)
    await mature(site, stolen)
    const thief = await deviceWith(site, stolen)
    for (let nth = 0; nth < 3; nth += 1) expect(await act(thief, 'delete')).to.equal(200)
    expect(await act(thief, 'delete')).to.equal(429)
    for (let nth = 0; nth < 3; nth += 1) await act(thief, 'keep')
    expect(await act(thief, 'keep')).to.equal(429)
    expect((await reportStolen(owner, stolen)).status).to.equal(200)
  })

  it('[A156] sign-ins that succeed are limited for an account on a network; another account goes on', async () => {
    const [owner, other] = [await signedUp(site), await signedUp(site)]
    const of = `action = 'signed-in' and credential_id = '${firstOf(owner).id}'`
    const entries = () => site.run(`select seq from audit where ${of}`)
    for (let nth = 0; nth < 9; nth += 1)
      expect((await owner.signIn({}, { foreignKey: true })).body.error.code).to.equal('passkey_refused')
    for (let nth = 0; nth < 6; nth += 1) expect((await owner.signIn()).status).to.equal(200)
    const refused = await owner.signIn()
    expect(refused.status).to.equal(429)
    expect(refused.body.error.retryAfterMs).to.be.within(1, 10 * 60_000)
    // The first one is of the sign-up.
    expect(await entries()).to.have.length(1 + 6)
    expect((await other.signIn()).status).to.equal(200)
  })

  it('[A163] a passkey that was stopped uses up no sign-ins of its account', async () => {
    const owner = await signedUp(site)
    const passkey = await addPasskey(owner)
    for (const status of ['suspended', 'frozen'] as const) {
      await setStatus(site.run, passkey.id, status)
      for (let nth = 0; nth < 9; nth += 1)
        expect((await owner.signIn({ passkey })).body.error.code).to.equal('passkey_suspended')
    }
    const own = { passkey: firstOf(owner) }
    for (let nth = 0; nth < 6; nth += 1) expect((await owner.signIn(own)).status).to.equal(200)
    expect((await owner.signIn(own)).status).to.equal(429)
  })
})
