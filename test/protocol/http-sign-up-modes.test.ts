import { expect } from 'chai'
import type { AccountId, CredentialId } from '../../shared/ids.ts'
import { givePasskey, sampleCredential } from '../contract/sql-samples.ts'
import { createHttpDevice } from './http-device.ts'
import { type HttpSite, type HttpSiteOptions, startHttpSite } from './http-site.ts'

describe('HTTP: who can sign up', () => {
  const sites: HttpSite[] = []
  async function start(options: HttpSiteOptions) {
    const site = await startHttpSite(options)
    sites.push(site)
    return site
  }
  after(() => Promise.all(sites.map((site) => site.close())))

  it('[A4] nobody, when it is closed', async () => {
    const reply = await createHttpDevice(await start({ signUp: 'closed' })).signUp('anyone')
    expect([reply.status, reply.body.error.code]).to.deep.equal([403, 'sign_up_closed'])
  })

  it('[A6] only who has an invite, told before a passkey is made', async () => {
    const site = await start({ signUp: 'invite' })
    const device = createHttpDevice(site)
    for (const invite of [undefined, '', 'made up', 'A'.repeat(22)]) {
      expect((await device.signUp('guest', undefined, invite)).body.error.code).to.equal('invite_invalid')
    }
    expect(device.authenticator.passkeys).to.have.length(0)
    const invite = await site.features.invites.create()
    expect((await device.signUp('guest', undefined, invite)).status).to.equal(200)
    expect((await createHttpDevice(site).signUp('next', undefined, invite)).body.error.code).to.equal(
      'invite_invalid',
    )
  })

  it('[A7] one invite makes one account, also for two at once', async () => {
    const site = await start({ signUp: 'invite' })
    const invite = await site.features.invites.create()
    const replies = await Promise.all(
      ['one', 'two', 'three'].map((name) => createHttpDevice(site).signUp(name, undefined, invite)),
    )
    expect(replies.filter(({ status }) => status === 200)).to.have.length(1)
  })

  it('an invite outlives a ceremony that failed and a name that was taken', async () => {
    const site = await start({ signUp: 'invite' })
    const [first, second] = [await site.features.invites.create(), await site.features.invites.create()]
    await createHttpDevice(site).signUp('taken', undefined, first)
    const device = createHttpDevice(site)
    expect((await device.signUp('taken', undefined, second)).body.error.code).to.equal('name_taken')
    expect((await device.signUp('free', { userVerified: false }, second)).body.error.code).to.equal(
      'passkey_refused',
    )
    expect((await device.signUp('free', undefined, second)).status).to.equal(200)
  })

  for (const [failure, fail] of Object.entries({
    'someone else took the name meanwhile': async (site: HttpSite) => {
      await createHttpDevice(site).signUp('rival', undefined, await site.features.invites.create())
      return 'name_taken'
    },
    'the passkey is known already': async (site: HttpSite, id: CredentialId) => {
      const accountId = 'A'.repeat(22) as AccountId
      const known = { ...sampleCredential(accountId), id }
      await givePasskey(site.sql, known)
      return 'passkey_known_already'
    },
  })) {
    it(`[A80] an invite lasts no longer by a sign-up that failed because ${failure}`, async () => {
      const site = await start({ signUp: 'invite' })
      const { invites } = site.features
      const invite = await invites.create()
      const rows = () => site.run(`select id, expires_at from challenges where ceremony = 'invite'`)
      await site.run(`update challenges set expires_at = expires_at - ${6 * 24 * 3_600_000}`)
      const aged = await rows()
      expect(aged).to.have.length(1)
      const device = createHttpDevice(site)
      const offer = await device.post('/api/sign-up/options', { name: 'rival', invite })
      const attested = device.attest(offer.body)
      const code = await fail(site, attested.credential.id as CredentialId)
      expect((await device.post('/api/sign-up', attested)).body.error.code).to.equal(code)
      expect(await rows()).to.deep.equal(aged)
      expect(await invites.isGood(invite)).to.equal(true)
    })
  }

  it('[A6] a challenge is no invite', async () => {
    const site = await start({ signUp: 'invite' })
    const { challengeId } = (await createHttpDevice(site).post('/api/sign-in/options', {})).body
    expect((await createHttpDevice(site).signUp('x', undefined, challengeId)).body.error.code).to.equal(
      'invite_invalid',
    )
  })

  it('[A27] a network makes so many accounts and no more', async () => {
    const site = await start({ limits: { 'sign-up': 2 } })
    for (const name of ['one', 'two'])
      expect((await createHttpDevice(site).signUp(name)).status).to.equal(200)
    const third = await createHttpDevice(site).signUp('three')
    expect([third.status, third.body.error.code]).to.deep.equal([429, 'rate_limited'])
    expect(Number(third.headers.get('retry-after'))).to.be.within(1, 3600)
    expect(await site.sql.accounts.findByName('three')).to.equal(null)
  })

  it('[A5] [A10] a network asks for so many options and no more, and one door leaves the other open', async () => {
    const site = await start({
      limits: { 'sign-in': 1, 'sign-up-options': 1 },
    })
    const device = createHttpDevice(site)
    const signIn = async () => (await device.post('/api/sign-in/options', {})).status
    const signUp = async () => (await device.post('/api/sign-up/options', { name: 'x' })).status
    expect([await signIn(), await signIn()]).to.deep.equal([200, 429])
    expect([await signUp(), await signUp()]).to.deep.equal([200, 429])
  })
})
