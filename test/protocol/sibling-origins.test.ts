import { expect } from 'chai'
import type { Posts } from '../../shared/api.ts'
import { freePort } from '../support/free-port.ts'
import type { PageDevice } from '../support/page-device.ts'
import { POST_PATHS } from '../support/post-paths.ts'
import { knock } from '../support/raw-socket.ts'
import { startRekey } from '../support/rekey.ts'
import { NOTHING_LOST, SignedInDevice } from '../support/signed-in-device.ts'
import type { Site } from '../support/sites.ts'
import { codeOf, newApprover, newName, openPage, scanToMatch } from './scene.ts'

/** In `ORIGINS`, of the same relying party, and run by someone else perhaps. */
const SIBLING = 'https://www.localhost'
const MAY_POST = ['/api/sign-in/options', '/api/sign-in', '/api/sign-out']

describe('another origin of the list', () => {
  const site = {} as Site
  before(async () => {
    const port = await freePort()
    const node = await startRekey({ port, env: { ORIGINS: `http://localhost:${port},${SIBLING}` } })
    Object.assign(site, { url: node.url, otherUrl: node.url, nodes: [node] })
  })
  after(() => site.nodes[0]?.stop())

  /** The browser of a signed-in person, on a page of the other origin. */
  async function onSibling(): Promise<SignedInDevice> {
    const owner = new SignedInDevice(site.url)
    await owner.signUp(newName())
    const there = new SignedInDevice(site.url, { origin: SIBLING })
    there.authenticator.passkeys.push(...owner.authenticator.passkeys)
    for (const [name, value] of owner.cookies) there.cookies.set(name, value)
    return there
  }

  for (const path of POST_PATHS) {
    const may = MAY_POST.includes(path)
    it(`[H20] ${may ? 'reaches' : 'is refused at'} POST ${path}`, async () => {
      const there = await onSibling()
      const { error } = await there.post(path as never, {} as never)
      if (may) expect(error?.code).to.not.equal('origin_refused')
      else expect(error?.code).to.equal('origin_refused')
      expect(await there.get('/api/session')).to.include({ signedIn: path !== '/api/sign-out' })
    })
  }

  it('[P40] gets no WebSocket, so it enters no namespace and claims, approves and registers nothing', async () => {
    const { cookie } = await onSibling()
    expect(await knock(site.url, { origin: SIBLING, headers: { cookie } })).to.equal(403)
    expect(await knock(site.url, { headers: { cookie } })).to.equal(101)
  })

  it('[H20] serves to sign in', async () => {
    const there = await onSibling()
    expect((await there.signIn()).error).to.equal(null)
    expect(await there.get('/api/session')).to.include({ signedIn: true })
  })

  it('[A90] signs nobody in who would add a passkey with it: one of a program says any origin', async () => {
    const owner = new SignedInDevice(site.url)
    await owner.signUp(newName())
    // Not a page: the server behind the other host, which hands on what it is given and says any `Origin`.
    const host = new SignedInDevice(site.url)
    const signIn = async (thenAdd: boolean) => {
      const { body } = await host.post('/api/sign-in/options', {})
      return host.post('/api/sign-in', { ...owner.assert(body, { origin: SIBLING }), thenAdd })
    }
    const refused = await signIn(true)
    expect([refused.error?.code, refused.body.add]).to.deep.equal(['passkey_refused', undefined])
    expect(await host.get('/api/session')).to.include({ signedIn: false })
    expect((await signIn(false)).body.add).to.equal(null)
  })

  it('[H21] signs no step-up: neither of an action nor of an approval', async () => {
    const owner = await newApprover(site)
    const action = { do: 'add-passkey' as const }
    const begun = await owner.post('/api/step-up', { action })
    const stepUp = owner.assert(begun.body, { origin: SIBLING })
    expect((await owner.post('/api/passkeys/options', { stepUp })).error?.code).to.equal('step_up_refused')

    const { page, claim } = await matched(owner)
    const refused = await owner.approve(claim, NOTHING_LOST, { origin: SIBLING })
    expect(codeOf(refused)).to.equal('step_up_refused')
    expect(codeOf(await owner.approve(claim))).to.equal(null)
    page.close()
  })

  it('[H22] makes no passkey: neither in a recovery nor on the account page nor at sign-up', async () => {
    const owner = await newApprover(site)
    const { page, claim } = await matched(owner)
    expect(codeOf(await owner.approve(claim))).to.equal(null)
    const offer = await page.registerOptions()
    if (!offer.ok) throw new Error(offer.error.code)
    const there = owner.authenticator.create(offer.options, { origin: SIBLING })
    expect(codeOf(await page.register(there))).to.equal('passkey_refused')

    const stepUp = await owner.stepUp({ do: 'add-passkey' })
    const { body: adding } = await owner.post('/api/passkeys/options', { stepUp })
    expect(await attestedThere(owner, '/api/passkeys', adding)).to.equal('passkey_refused')

    const stranger = new SignedInDevice(site.url)
    const { body: beginning } = await stranger.post('/api/sign-up/options', { name: newName() })
    expect(await attestedThere(stranger, '/api/sign-up', beginning)).to.equal('passkey_refused')
  })

  it('is not in the policy of our pages: they connect to their own origin alone', async () => {
    const policy = (await fetch(`${site.url}/approve`)).headers.get('content-security-policy') ?? ''
    expect(policy).to.include(`connect-src 'self' ${site.url.replace('http', 'ws')};`)
  })

  async function matched(owner: SignedInDevice) {
    const page: PageDevice = await openPage(site)
    const { claim } = await scanToMatch(owner, page)
    return { page, claim }
  }

  async function attestedThere(
    device: SignedInDevice,
    path: '/api/passkeys' | '/api/sign-up',
    { challengeId, options }: Posts['/api/passkeys/options'][1],
  ) {
    const credential = device.authenticator.create(options, { origin: SIBLING })
    return (await device.post(path, { challengeId, credential })).error?.code
  }
})
