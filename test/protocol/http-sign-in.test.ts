import { expect } from 'chai'
import { setStatus } from '../support/set-status.ts'
import type { SoftPasskey } from '../support/soft-authenticator.ts'
import { createHttpDevice, type HttpDevice } from './http-device.ts'
import { firstOf, signedUp } from './http-owner.ts'
import { type HttpSite, startHttpSite } from './http-site.ts'

describe('HTTP: whose passkey signs in', () => {
  let site: HttpSite
  before(async () => {
    site = await startHttpSite()
  })
  after(() => site.close())

  async function withPasskey(options?: { synced: boolean }): Promise<[HttpDevice, SoftPasskey]> {
    const device = await signedUp(site, options)
    return [device, firstOf(device)]
  }

  it('counts 0 after 0 as no counter at all', async () => {
    const [device, passkey] = await withPasskey()
    for (let time = 0; time < 2; time += 1) expect((await device.signIn()).status).to.equal(200)
    expect(passkey.counter).to.equal(0)
  })

  it('[W16] refuses a passkey of one device whose counter went backwards or stood still', async () => {
    const [device, passkey] = await withPasskey({ synced: false })
    expect((await device.signIn({}, { counter: 5 })).status).to.equal(200)
    for (const counter of [5, 4, 0]) {
      expect((await device.signIn({}, { counter })).body.error.code, String(counter)).to.equal(
        'passkey_refused',
      )
    }
    passkey.counter = 5
    expect((await device.signIn()).status).to.equal(200)
    expect((await device.account()).news.map(({ action }) => action)).to.include('counter-regressed')
  })

  it('lets a synced passkey count backwards, and writes it down', async () => {
    const [device] = await withPasskey()
    expect((await device.signIn({}, { counter: 5 })).status).to.equal(200)
    expect((await device.signIn({}, { counter: 4 })).status).to.equal(200)
    const { news } = await device.account()
    expect(news.find(({ action }) => action === 'counter-regressed')?.detail).to.equal('accepted')
  })

  it('[A11] does not know a passkey that is not there, so that the page can have it forgotten', async () => {
    const [device, passkey] = await withPasskey()
    const ghost = { ...passkey, id: Buffer.alloc(32).toString('base64url') }
    const reply = await device.signIn({ passkey: ghost })
    expect([reply.status, reply.body.error.code]).to.deep.equal([404, 'passkey_unknown'])
  })

  it('[A14] tells that a passkey is suspended to its holder, and to nobody else', async () => {
    const [device, passkey] = await withPasskey()
    const stored = (await site.sql.credentials.find(passkey.id as never))!
    await setStatus(site.run, passkey.id, 'suspended')
    expect((await device.signIn()).body.error.code).to.equal('passkey_suspended')
    const [newest] = await site.sql.audit.list(stored.accountId, 1)
    expect(newest).to.include({ action: 'sign-in-refused', detail: 'passkey_suspended' })
    expect((await device.signIn({}, { foreignKey: true })).body.error.code).to.equal('passkey_refused')
    await setStatus(site.run, passkey.id, 'frozen')
    expect((await device.signIn()).body.error.code).to.equal('passkey_suspended')
  })

  it('[A11] a removed passkey is unknown', async () => {
    const [device, passkey] = await withPasskey()
    await setStatus(site.run, passkey.id, 'removed')
    expect((await device.signIn()).body.error.code).to.equal('passkey_unknown')
  })

  it('[A12] failed ones of an account are written down so often an hour, and refuse no right one', async () => {
    const strict = await startHttpSite({ limits: { assertion: 3 } })
    try {
      const device = createHttpDevice(strict)
      await device.signUp('guessed at')
      for (let time = 0; time < 25; time += 1)
        expect((await device.signIn({}, { foreignKey: true })).body.error.code).to.equal('passkey_refused')
      expect((await device.signIn()).status).to.equal(200)
      const { news } = await device.account()
      expect(news.find(({ action }) => action === 'sign-in-refused')?.count).to.equal(3)
    } finally {
      await strict.close()
    }
  })
})
