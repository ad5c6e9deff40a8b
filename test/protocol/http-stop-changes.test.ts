import { expect } from 'chai'
import { foldName } from '../../server/names/fold-name.ts'
import type { CredentialId } from '../../shared/ids.ts'
import { createHttpDevice, type HttpDevice } from './http-device.ts'
import {
  addPasskey,
  deviceWith,
  endSessions,
  firstOf,
  mature,
  remove,
  reportStolen,
  signedUp,
  stopChanges,
} from './http-owner.ts'
import { recover } from './http-recovery.ts'
import { type HttpSite, startHttpSite } from './http-site.ts'

describe('HTTP: stopping changes with one assertion and no session', () => {
  let site: HttpSite
  before(async () => {
    site = await startHttpSite({ probationMs: 0, limits: { freeze: 10_000 } })
  })
  after(() => site.close())

  /** A browser that holds the same passkeys and no cookie. */
  function strangeBrowser(owner: HttpDevice): HttpDevice {
    const device = createHttpDevice(site)
    device.authenticator.passkeys.push(...owner.authenticator.passkeys)
    return device
  }

  it('[A40] freezes a recovery and an addition that it did not make, says which, and signs nobody in', async () => {
    const owner = await signedUp(site)
    const { name } = await owner.account()
    const taker = (await recover(site, owner)).device
    await taker.signIn()
    const added = await addPasskey(taker)
    const stranger = strangeBrowser(owner)
    const reply = await stopChanges(stranger)
    expect(reply.body).to.deep.equal({
      account: name,
      recoveries: [
        { method: 'pairing', name: 'Chrome on Linux 2' },
        { method: 'added', name: 'Chrome on Linux 3' },
      ],
      scheduled: 0,
      restored: [],
      setAside: [],
      underWay: [],
      sessions: 1,
    })
    expect([reply.headers.get('set-cookie'), stranger.cookies.size]).to.deep.equal([null, 0])
    expect(await taker.session()).to.deep.equal({ signedIn: false })
    for (const passkey of [firstOf(taker), added])
      expect((await taker.signIn({ passkey })).body.error.code).to.equal('passkey_suspended')
    expect((await owner.account()).recoveries.map(({ state }) => state)).to.deep.equal(['frozen', 'frozen'])
    expect((await owner.account()).news.map(({ action }) => action)).to.include('changes-stopped')
  })

  it('[A101] tells every device once, and nobody where there is nothing to stop', async () => {
    const owner = await signedUp(site)
    await addPasskey(owner)
    const told = []
    for (let times = 0; times < 3; times += 1) {
      site.announced.length = 0
      expect((await stopChanges(strangeBrowser(owner))).status).to.equal(200)
      told.push(site.announced.length)
    }
    expect(told).to.deep.equal([1, 0, 0])
  })

  it('[A40] [S135] gets a person back in whom a younger passkey has put out, however fast that one is', async () => {
    const owner = await signedUp(site)
    const thief = await deviceWith(site, await addPasskey(owner))
    await mature(site, firstOf(thief))
    const fight = async () => {
      const stolen = await reportStolen(thief, firstOf(owner))
      return stolen.body.error?.code ?? null
    }
    expect(await fight()).to.equal(null)
    expect((await owner.signIn({ passkey: firstOf(owner) })).body.error.code).to.equal('passkey_suspended')
    const stopped = await stopChanges(strangeBrowser(owner))
    expect([stopped.body.restored.length, stopped.body.setAside.length]).to.deep.equal([1, 1])
    expect(await thief.session()).to.deep.equal({ signedIn: false })
    expect((await owner.signIn({ passkey: firstOf(owner) })).status).to.equal(200)
    expect((await stopChanges(strangeBrowser(thief))).body.error.code).to.equal('passkey_suspended')
  })

  it('ends no session of an older passkey, and stops nothing of one', async () => {
    const owner = await signedUp(site)
    const taker = await deviceWith(site, await addPasskey(owner))
    const { body } = await stopChanges(strangeBrowser(taker))
    expect(body).to.deep.include({ recoveries: [], sessions: 0, restored: [], setAside: [] })
    expect(await owner.session()).to.include({ signedIn: true })
  })

  it('[W31] takes no challenge of another ceremony, and its own serves for nothing else and once', async () => {
    const owner = await signedUp(site)
    const signIn = (await owner.post('/api/sign-in/options', {})).body
    const crossed = await owner.post('/api/freeze', owner.assert(signIn))
    expect(crossed.body.error.code).to.equal('ceremony_expired')
    const stepUp = await owner.stepUp({ do: 'add-passkey' })
    expect((await owner.post('/api/freeze', stepUp)).body.error.code).to.equal('ceremony_expired')
    const { body: offer } = await owner.post('/api/freeze/options', {})
    const asserted = owner.assert(offer)
    expect((await owner.post('/api/sign-in', asserted)).body.error.code).to.equal('ceremony_expired')
    const fresh = owner.assert((await owner.post('/api/freeze/options', {})).body)
    expect((await owner.post('/api/passkeys/options', { stepUp: fresh })).body.error.code).to.equal(
      'ceremony_expired',
    )
    const last = owner.assert((await owner.post('/api/freeze/options', {})).body)
    expect((await owner.post('/api/freeze', last)).status).to.equal(200)
    expect((await owner.post('/api/freeze', last)).body.error.code).to.equal('ceremony_expired')
  })

  it('[W32] [W33] [W34] refuses a forged assertion, one without a user handle, and a copied counter', async () => {
    const owner = await signedUp(site, { synced: false })
    const taker = await deviceWith(site, await addPasskey(owner))
    const { body: offer } = await owner.post('/api/freeze/options', {})
    const { assertion, challengeId } = owner.assert(offer)
    const { userHandle: _handle, ...response } = assertion.response
    const nameless = { challengeId, assertion: { ...assertion, response } }
    expect((await owner.post('/api/freeze', nameless)).body.error.code).to.equal('passkey_refused')
    for (const tampering of [{ foreignKey: true }, { userVerified: false }]) {
      const fresh = (await owner.post('/api/freeze/options', {})).body
      const forged = await owner.post('/api/freeze', owner.assert(fresh, tampering))
      expect(forged.body.error.code).to.equal('passkey_refused')
    }
    await site.run(`update credentials set counter = 1000000 where id = '${firstOf(owner).id}'`)
    const counted = (await owner.post('/api/freeze/options', {})).body
    const copied = await owner.post('/api/freeze', owner.assert(counted, { counter: 5 }, firstOf(owner)))
    expect(copied.body.error.code).to.equal('passkey_refused')
    expect(await taker.session()).to.include({ signedIn: true })
  })

  it('an unknown passkey and one that is gone are told as in a sign-in', async () => {
    const owner = await signedUp(site)
    const second = await addPasskey(owner)
    await remove(owner, second)
    await site.run(`update credentials set status = 'removed' where id = '${second.id}'`)
    const stranger = strangeBrowser(owner)
    expect((await stopChanges(stranger, second)).body.error.code).to.equal('passkey_unknown')
    const { body: offer } = await stranger.post('/api/freeze/options', {})
    const { assertion, challengeId } = stranger.assert(offer)
    const unknown = { ...assertion, id: 'AAAA' as CredentialId, rawId: 'AAAA' }
    expect(
      (await stranger.post('/api/freeze', { challengeId, assertion: unknown })).body.error.code,
    ).to.equal('passkey_unknown')
  })

  it('[A62] a passkey that was stopped fills no Activity by trying it again and again', async () => {
    const owner = await signedUp(site)
    const thief = await deviceWith(site, await addPasskey(owner))
    expect((await reportStolen(owner, firstOf(thief))).status).to.equal(200)
    for (let tried = 0; tried < 13; tried += 1)
      expect((await stopChanges(thief)).body.error.code).to.equal('passkey_suspended')
    const { id } = (await site.sql.accounts.findByName(foldName((await owner.account()).name)))!
    const refused = await site.sql.audit.list(id, 100, ['sign-in-refused'])
    expect(refused).to.have.length(10)
    expect((await stopChanges(owner)).status).to.equal(200)
  })

  it('[A63] nor does one with a counter that goes back each time, whose use is not even looked at', async () => {
    const owner = await signedUp(site)
    const thief = await deviceWith(site, await addPasskey(owner))
    const stolen = firstOf(thief).id as CredentialId
    expect((await reportStolen(owner, firstOf(thief))).status).to.equal(200)
    await site.run(`update credentials set counter = 1000000 where id = '${stolen}'`)
    const { body: offer } = await thief.post('/api/freeze/options', {})
    const copied = await thief.post('/api/freeze', thief.assert(offer, { counter: 5 }))
    expect(copied.body.error.code).to.equal('passkey_suspended')
    const { accountId } = (await site.sql.credentials.find(stolen))!
    expect(await site.sql.audit.list(accountId, 100, ['counter-regressed'])).to.have.length(0)
    expect(await site.sql.audit.list(accountId, 100, ['sign-in-refused'])).to.have.length(1)
  })

  it('[A49] its options are limited by network, in a line of their own', async () => {
    const small = await startHttpSite({ limits: { freeze: 5, 'sign-in': 5 } })
    try {
      const device = createHttpDevice(small)
      const ask = async (path: '/api/freeze/options' | '/api/sign-in/options') =>
        (await device.post(path, {})).status
      const flood = await Promise.all(Array.from({ length: 60 }, () => ask('/api/sign-in/options')))
      expect(flood).to.include(429)
      expect(await ask('/api/freeze/options')).to.equal(200)
      const own = await Promise.all(Array.from({ length: 60 }, () => ask('/api/freeze/options')))
      expect(own).to.include(429)
    } finally {
      await small.close()
    }
  })

  it('a session ended in the same moment makes no difference', async () => {
    const owner = await signedUp(site)
    const thief = await deviceWith(site, await addPasskey(owner))
    const [mine] = (await owner.account()).sessions.filter(({ current }) => current)
    await endSessions(owner, [mine!.id])
    expect(await owner.session()).to.deep.equal({ signedIn: false })
    expect((await stopChanges(owner)).body.recoveries).to.have.length(1)
    expect(await thief.session()).to.deep.equal({ signedIn: false })
  })
})
