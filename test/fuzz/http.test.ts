import { expect } from 'chai'
import type { CredentialId } from '../../shared/ids.ts'
import { newName } from '../protocol/scene.ts'
import { newAddress } from '../support/new-address.ts'
import { PasskeyDevice } from '../support/passkey-device.ts'
import { type SiteStores, siteStores } from '../support/site-stores.ts'
import type { Site } from '../support/sites.ts'
import { type WayIn, wayIn } from '../support/way-in.ts'
import { describeFuzz } from './support/fuzzed-sites.ts'
import { expectHeard, expectOrderly, expectRecovery, expectUnharmed, type Heard } from './support/health.ts'
import { HTTP_BODIES } from './support/http-bodies.ts'
import { type HttpCase, httpCases } from './support/http-cases.ts'
import { mutate } from './support/mutation.ts'
import { exchange, type RawAnswer, type RawRequest } from './support/raw-http.ts'
import { FUZZ_TIMEOUT_MS, fuzz, type Lane } from './support/run.ts'

const heard: Heard = new Map()

describeFuzz('hostile requests', 'on Redis and PostgreSQL', (site) => {
  const stores = siteStores(site)

  it('leave both nodes as they were: no crash, no 5xx, an answer to each', async function () {
    this.timeout(FUZZ_TIMEOUT_MS)
    heard.clear()
    await fuzz({
      what: 'requests',
      full: 6_000,
      quick: 150,
      cases: httpCases,
      always: [
        { kind: 'header', path: '/api/look', header: 'origin', value: 'null' },
        { kind: 'name', path: '/api/sign-up/options', name: 'x'.repeat(200) },
        { kind: 'name', path: '/api/sign-up/options', name: 'a\u0000b' },
      ],
      openLane: () => openLane(site, stores),
    })
    expectHeard(heard, [
      'ok',
      'bad_request',
      'not_signed_in',
      'ceremony_expired',
      'name_too_long',
      'name_unusable_characters',
      'origin_refused',
    ])
    expectUnharmed(site)
    await expectRecovery(site)
  })
})

/** One session may ask for 30 step-ups in five minutes. */
const CASES_OF_AN_ACCOUNT = 25

async function openLane(site: Site, stores: SiteStores): Promise<Lane<HttpCase>> {
  let device = await newAdmin(site, stores)
  let played = 0
  return {
    async play(one) {
      played += 1
      if (played % CASES_OF_AN_ACCOUNT === 0) device = await newAdmin(site, stores)
      const url = played % 2 === 0 ? site.url : site.otherUrl
      // A network of its own, so that no limit stands before the parsers.
      const way = wayIn(url, newAddress())
      judge(await exchange(url, requestOf(one, device, new URL(site.url).origin, way), way))
    },
    close() {},
  }
}

/** The role goes as far as a step-up, which nobody makes here. */
async function newAdmin(site: Site, { sql }: SiteStores): Promise<PasskeyDevice> {
  const device = await new PasskeyDevice(site.url).signUp(newName('fuzz'))
  const account = await sql.accounts.findByName(device.name)
  if (!account) throw new Error('The account that just signed up is not there.')
  await sql.admins.grant(account.id, { action: 'admin-granted', accountId: account.id })
  return device
}

function requestOf(one: HttpCase, device: PasskeyDevice, origin: string, way: WayIn): RawRequest {
  const headers = {
    ...way.headers,
    origin,
    'content-type': 'application/json',
    cookie: device.cookie,
  }
  const post = { method: 'POST', path: 'path' in one ? one.path : '/', headers }
  if (one.kind === 'request') return { method: one.method, path: one.path, headers, body: Buffer.alloc(0) }
  if (one.kind === 'body') {
    return { ...post, headers: { ...headers, 'content-type': one.type }, body: Buffer.from(one.body) }
  }
  if (one.kind === 'name') {
    const credentialId = device.authenticator.passkeys[0]?.id as CredentialId
    return { ...post, body: json({ name: one.name, ...(one.path.endsWith('rename') && { credentialId }) }) }
  }
  const good = HTTP_BODIES[one.path]()
  if (one.kind === 'header')
    return { ...post, headers: { ...headers, [one.header]: one.value }, body: json(good) }
  // A session that signs itself out would be of no use to the cases after it.
  const cookie = one.signedIn && one.path !== '/api/sign-out' ? device.cookie : ''
  return { ...post, headers: { ...headers, cookie }, body: json(mutate(good, one.mutation)) }
}

function json(value: unknown): Buffer {
  return Buffer.from(JSON.stringify(value) ?? '')
}

function judge({ status, body }: RawAnswer): void {
  expect(status, body.slice(0, 300)).to.be.below(500)
  if (!body.startsWith('{')) return void heard.set(`${status}`, (heard.get(`${status}`) ?? 0) + 1)
  const answer = JSON.parse(body) as { error?: { code: string } }
  expectOrderly({ ok: answer.error === undefined, ...answer }, heard)
}
