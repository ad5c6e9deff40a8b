import { expect } from 'chai'
import { foldName } from '../../server/names/fold-name.ts'
import { MOST_LISTED, MOST_SESSIONS } from '../../server/passkeys/caps.ts'
import { entry, givePasskey, sampleCredential, sampleSession } from '../contract/sql-samples.ts'
import { createHttpDevice } from './http-device.ts'
import { endSessions } from './http-owner.ts'
import { type HttpSite, startHttpSite } from './http-site.ts'

describe('HTTP: accounts', () => {
  let site: HttpSite
  before(async () => {
    site = await startHttpSite({ returnTo: ['https://www.example.com/app'] })
  })
  after(() => site.close())

  it('signs up, and the account page shows what there is', async () => {
    const phone = createHttpDevice(site, { aaguid: 'fbfc3007-154e-4ecc-8c0b-6e020557d7bd' })
    const signedUp = await phone.signUp('Ada Lovelace')
    expect(signedUp.status).to.equal(200)
    expect(signedUp.body).to.deep.equal({
      name: 'Ada Lovelace',
      next: '/account',
      recovered: false,
      add: null,
    })
    const page = await phone.account()
    expect(page).to.include({ name: 'Ada Lovelace', rpId: 'localhost', probationUntil: null })
    expect(page.passkeys).to.have.length(1)
    expect(page.passkeys[0]).to.include({
      id: phone.authenticator.passkeys[0]!.id,
      name: 'Apple Passwords',
      maker: 'Apple Passwords',
      kind: 'cloud',
      status: 'active',
      current: true,
      boundDevice: 'Chrome on Linux',
    })
    expect(page.sessions.map(({ device, current }) => [device, current])).to.deep.equal([
      ['Chrome on Linux', true],
    ])
    expect(page.activity.map(({ action }) => action)).to.deep.equal(['signed-in'])
    expect(page.news.map(({ action }) => action)).to.deep.equal(['account-created'])
    expect(page.recoveries).to.deep.equal([])
  })

  it('[S128] the account page shows the sessions that were seen last, its own among them, and that there are more', async () => {
    const device = createHttpDevice(site)
    await device.signUp('many sessions')
    const page = await device.account()
    expect(page.moreSessions).to.equal(false)
    const { id: accountId } = (await site.sql.accounts.findByName(foldName(page.name)))!
    let passkey = sampleCredential(accountId)
    for (let nth = 0; nth < MOST_LISTED + 5; nth += 1) {
      // So many of one passkey would put each other out.
      if (nth % MOST_SESSIONS === 0) {
        passkey = sampleCredential(accountId)
        await givePasskey(site.sql, passkey)
      }
      const audit = entry('signed-in', accountId)
      await site.sql.sessions.create(sampleSession(accountId, passkey.id), 3_600_000, audit)
    }
    const { sessions, moreSessions } = await device.account()
    expect(moreSessions).to.equal(true)
    expect(sessions.length).to.be.within(MOST_LISTED, MOST_LISTED + 1)
    expect(sessions.filter(({ current }) => current)).to.have.length(1)
  })

  it('[A112] names a passkey after the browser when its maker keeps silent', async () => {
    const device = createHttpDevice(site)
    await device.signUp('silent maker')
    const [passkey] = (await device.account()).passkeys
    expect(passkey).to.include({ name: 'Chrome on Linux', maker: null })
  })

  it('[A30] gives every account a random user handle of 64 bytes that says nothing', async () => {
    const handles = []
    for (const name of ['handle one', 'handle two']) {
      const offer = await createHttpDevice(site).post('/api/sign-up/options', { name })
      handles.push(Buffer.from(offer.body.options.user.id, 'base64url'))
    }
    expect(handles.map(({ length }) => length)).to.deep.equal([64, 64])
    expect(handles[0]!.equals(handles[1]!)).to.equal(false)
  })

  it('says that a name is taken, however it is written, and that another cannot be one', async () => {
    await createHttpDevice(site).signUp('Taken Name')
    const other = createHttpDevice(site)
    expect((await other.signUp('TAKEN  name')).body.error.code).to.equal('name_taken')
    for (const [name, code] of [
      ['bad\nname', 'name_unusable_characters'],
      ['x'.repeat(65), 'name_too_long'],
      ['\u{1f98a}'.repeat(65), 'name_too_long'],
      ['bad\u200bname', 'name_invisible_characters'],
      ['аliсe', 'name_mixed_scripts'],
      ['\u3164', 'name_empty'],
    ])
      expect((await other.signUp(name!)).body.error.code).to.equal(code)
    expect(other.authenticator.passkeys).to.have.length(0)
  })

  it('two who finish with one name at once: one gets it', async () => {
    const devices = [createHttpDevice(site), createHttpDevice(site)]
    const replies = await Promise.all(devices.map((device) => device.signUp('Race')))
    const codes = replies.map(({ status, body }) => (status === 200 ? 'ok' : body.error.code)).sort()
    expect(codes).to.deep.equal(['name_taken', 'ok'])
  })

  it('signs in with a discoverable passkey and nothing typed', async () => {
    const phone = createHttpDevice(site)
    await phone.signUp('Grace')
    await phone.post('/api/sign-out', {})
    expect(await phone.session()).to.deep.equal({ signedIn: false })
    expect((await phone.signIn()).body).to.include({ name: 'Grace', next: '/account', recovered: false })
    expect(await phone.session()).to.include({ signedIn: true, name: 'Grace', cannotApprove: null })
  })

  it('[A9] leads on only to paths of ours and allowed addresses', async () => {
    const phone = createHttpDevice(site)
    await phone.signUp('Returner')
    const next = async (returnTo: string) => (await phone.signIn({ returnTo })).body.next
    expect(await next('/approve')).to.equal('/approve')
    expect(await next('https://www.example.com/app/x')).to.equal('https://www.example.com/app/x')
    expect(await next('https://evil.example/')).to.equal('/account')
    expect(await next('//evil.example')).to.equal('/account')
  })

  it('[A31] every sign-in has a new session, and the old cookie is worth nothing', async () => {
    const phone = createHttpDevice(site)
    await phone.signUp('Fixed')
    const planted = phone.cookies.get('rekey_session')!
    const before = await phone.account()
    await phone.signIn()
    expect(phone.cookies.get('rekey_session')).to.not.equal(planted)
    const after = await phone.account()
    expect(after.sessions).to.have.length(1)
    expect(after.sessions[0]!.id).to.not.equal(before.sessions[0]!.id)
    expect(site.announced).to.include(`session ${before.sessions[0]!.id}`)
    const thief = await phone.send('GET', '/api/account', undefined, { cookie: `rekey_session=${planted}` })
    expect(thief.status).to.equal(401)
  })

  it('[A31] a session cookie that someone planted is never taken up', async () => {
    const phone = createHttpDevice(site)
    phone.cookies.set('rekey_session', 'A'.repeat(43))
    await phone.signUp('Planted')
    expect(phone.cookies.get('rekey_session')).to.not.equal('A'.repeat(43))
  })

  it('signing in as someone else ends the session that was there, and leaves its account alone', async () => {
    const shared = createHttpDevice(site)
    await shared.signUp('First of two')
    const first = shared.authenticator.passkeys[0]!
    await shared.signUp('Second of two')
    expect(await shared.session()).to.include({ name: 'Second of two' })
    await shared.signIn({ passkey: first })
    const page = await shared.account()
    expect(page.name).to.equal('First of two')
    expect(page.sessions).to.have.length(1)
  })

  it('signs out: the session is gone, its sockets are told, and a second time is fine', async () => {
    const phone = createHttpDevice(site)
    await phone.signUp('Leaver')
    const [session] = (await phone.account()).sessions
    const token = phone.cookies.get('rekey_session')!
    expect((await phone.post('/api/sign-out', {})).status).to.equal(200)
    expect(phone.cookies.has('rekey_session')).to.equal(false)
    expect(site.announced).to.include(`session ${session!.id}`)
    const again = await phone.send('GET', '/api/account', undefined, { cookie: `rekey_session=${token}` })
    expect(again.status).to.equal(401)
    expect((await phone.post('/api/sign-out', {})).status).to.equal(200)
  })

  it('lists the devices and ends another one, but none of another account', async () => {
    const phone = createHttpDevice(site)
    await phone.signUp('Many devices')
    const old = phone.cookies.get('rekey_session')!
    phone.cookies.clear()
    await phone.signIn()
    const rows = (await phone.account()).sessions
    expect(rows.map(({ current }) => current).sort()).to.deep.equal([false, true])
    const other = rows.find(({ current }) => !current)!

    const stranger = createHttpDevice(site)
    await stranger.signUp('Stranger')
    expect((await endSessions(stranger, [other.id])).body).to.deep.equal({ ended: 0, stayed: 0 })
    expect((await phone.account()).sessions).to.have.length(2)

    expect((await endSessions(phone, [other.id])).body).to.deep.equal({ ended: 1, stayed: 0 })
    expect((await phone.account()).sessions.map(({ id }) => id)).to.not.include(other.id)
    expect(site.announced).to.include(`session ${other.id}`)
    const ended = await phone.send('GET', '/api/account', undefined, { cookie: `rekey_session=${old}` })
    expect(ended.status).to.equal(401)
  })

  it('[A131] [A132] gives out what is held with a step-up for that, and says so under the news', async () => {
    const device = createHttpDevice(site)
    await device.signUp('Exporter')
    const other = await device.stepUp({ do: 'add-passkey' })
    const refused = await device.post('/api/account/export', { stepUp: other })
    expect(refused.body.error.code).to.equal('step_up_refused')
    const before = (await device.account()).news.map(({ action }) => action)
    expect(before).not.to.include('account-exported')
    const stepUp = await device.stepUp({ do: 'export-account' })
    const { status, body } = await device.post('/api/account/export', { stepUp })
    expect(status).to.equal(200)
    expect(body.account.name).to.equal('Exporter')
    expect(Buffer.from(body.account.userHandle, 'base64url')).to.have.length(64)
    expect(body.held.credentials).to.have.length(1)
    expect(body.held.sessions).to.have.length(1)
    expect((await device.account()).news.map(({ action }) => action)).to.include('account-exported')
  })

  it('what an owner does takes a session', async () => {
    const nobody = createHttpDevice(site)
    const posted = await nobody.post('/api/step-up', { action: { do: 'add-passkey' } })
    expect([posted.status, posted.body.error.code]).to.deep.equal([401, 'not_signed_in'])
    expect((await nobody.send('GET', '/api/account')).status).to.equal(401)
  })
})
