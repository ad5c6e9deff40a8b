import { expect } from 'chai'
import { createHttpDevice, type HttpDevice } from './http-device.ts'
import { addPasskey, deviceWith, endSessions, firstOf, mature, signedUp } from './http-owner.ts'
import { type HttpSite, startHttpSite } from './http-site.ts'

describe('HTTP: ending sessions', () => {
  let site: HttpSite
  before(async () => {
    site = await startHttpSite()
  })
  after(() => site.close())

  const current = async (device: HttpDevice) =>
    (await device.account()).sessions.find((session) => session.current)!.id

  it('[A3] a cookie alone ends none, nor does a step-up for others', async () => {
    const owner = await signedUp(site)
    const other = await deviceWith(site, firstOf(owner))
    const ids = [await current(other)]
    const thief = createHttpDevice(site)
    for (const [name, value] of owner.cookies) thief.cookies.set(name, value)
    const bare = await thief.send('POST', '/api/sessions/end', JSON.stringify({ ids }))
    expect(bare.status).to.equal(400)
    const stepUp = await owner.stepUp({ do: 'end-sessions', ids: [] })
    expect((await owner.post('/api/sessions/end', { ids, stepUp })).body.error.code).to.equal(
      'step_up_refused',
    )
    expect(await other.session()).to.include({ signedIn: true })
    expect((await endSessions(owner, ids)).body).to.deep.equal({ ended: 1, stayed: 0 })
  })

  it('[S142] ends none that began after the step-up did, so that whoever ends them all keeps nobody out', async () => {
    const owner = await signedUp(site)
    const before = await deviceWith(site, firstOf(owner))
    const offer = await owner.post('/api/step-up', { action: { do: 'end-sessions', ids: [] } })
    expect(offer.status).to.equal(200)
    // The ids of sessions are not known before they begin; a thief who could guess them would still be late.
    const known = await current(before)
    await site.run(`update sessions set created_at = created_at + 60000 where id = '${known}'`)
    expect((await endSessions(owner, [known])).body).to.deep.equal({ ended: 0, stayed: 1 })
    expect(await before.session()).to.include({ signedIn: true })
  })

  it('[S141] a mature younger passkey ends none that an older one began; the older one ends both', async () => {
    const owner = await signedUp(site)
    const thief = await deviceWith(site, await addPasskey(owner))
    await mature(site, firstOf(thief))
    const [mine, theirs] = [await current(owner), await current(thief)]
    expect((await endSessions(thief, [mine])).body.error.code).to.equal('too_new')
    const other = await deviceWith(site, firstOf(thief))
    const both = [mine, await current(other)]
    expect((await endSessions(thief, both)).body).to.deep.equal({ ended: 1, stayed: 1 })
    expect((await endSessions(owner, [theirs])).body).to.deep.equal({ ended: 1, stayed: 0 })
    expect(await thief.session()).to.deep.equal({ signedIn: false })
    expect(site.announced).to.include(`session ${theirs}`)
  })

  it('each row says which passkey began it', async () => {
    const owner = await signedUp(site)
    const second = await addPasskey(owner)
    await deviceWith(site, second)
    const { sessions } = await owner.account()
    expect(sessions.map(({ by }) => by?.id)).to.have.members([firstOf(owner).id, second.id])
  })

  it('one more than twenty with one passkey ends the oldest, which is announced', async () => {
    const owner = await signedUp(site)
    const first = await current(owner)
    for (let many = 0; many < 20; many += 1) await deviceWith(site, firstOf(owner))
    expect(await owner.session()).to.deep.equal({ signedIn: false })
    expect(site.announced).to.include(`session ${first}`)
  })
})
