import { randomBytes } from 'node:crypto'
import { request } from 'node:http'
import { expect } from 'chai'
import {
  approve,
  closeAfterwards,
  newApprover,
  newName,
  openPage,
  proveOn,
  registerOn,
  scanToMatch,
} from '../protocol/scene.ts'
import { PasskeyDevice } from '../support/passkey-device.ts'
import { POST_PATHS } from '../support/post-paths.ts'
import { knock } from '../support/raw-socket.ts'
import { NOTHING_LOST, type SignedInDevice } from '../support/signed-in-device.ts'
import { describeAttacks } from './support/attacked-sites.ts'

describeAttacks('attacks from other sites, and on sessions', 'shared', (site) => {
  it('#49 no foreign Origin gets a WebSocket, signed in or not: the door is shut before there is one', async () => {
    const own = new URL(site.url)
    const victim = await newApprover(site)
    const origins = [
      ...['https://evil.example', 'null', '', `${own.origin}.evil.example`, `${own.origin}/`, null],
      ...[
        `https://${own.host}`,
        `http://evil${own.host}`,
        `http://${own.hostname}`,
        own.origin.toUpperCase(),
      ],
      ...[
        `https://evil.example/${own.origin}`,
        `http://user@${own.host}`,
        `${own.origin} https://evil.example`,
      ],
    ]
    const statuses = origins.flatMap((origin) =>
      [undefined, victim.cookie].map((cookie) => knock(site.url, { origin, headers: { cookie } })),
    )
    expect(new Set(await Promise.all(statuses))).to.deep.equal(new Set([403]))
    // A session of another engine connection opens no side door, and there is no long polling.
    expect(await knock(site.url, { path: '/socket.io/?EIO=4&transport=websocket&sid=A' })).to.equal(400)
    expect((await fetch(`${site.url}/socket.io/?EIO=4&transport=polling`)).status).to.equal(404)
    expect(await knock(site.url, { headers: { cookie: victim.cookie } })).to.equal(101)

    const cookies = (await signInAnswer(victim)).headers.getSetCookie()
    expect(cookies.join('; ')).to.match(/rekey_session=[^;]+;.*HttpOnly;.*SameSite=Lax/i)
    await pairs(victim)
  })

  it('#50 every change over HTTP needs our own Origin, JSON and POST; nothing else changes anything', async () => {
    const victim = await newApprover(site)
    const paths = POST_PATHS
    const tries: [status: number, headers: Record<string, string>, method?: string][] = [
      [403, { origin: 'https://evil.example' }],
      [403, { origin: 'null' }],
      [403, { origin: '' }],
      [403, { 'sec-fetch-site': 'cross-site' }],
      [403, { 'sec-fetch-site': 'same-site' }],
      [415, { 'content-type': 'text/plain' }],
      [415, { 'content-type': 'application/x-www-form-urlencoded' }],
      [415, { 'content-type': 'multipart/form-data; boundary=x' }],
      [405, { 'x-http-method-override': 'POST' }, 'GET'],
      [405, {}, 'HEAD'],
      [405, {}, 'PUT'],
      [405, {}, 'DELETE'],
    ]
    expect(paths).to.include.members(['/api/sign-out', '/api/passkeys/remove', '/api/recoveries/undo'])
    for (const [status, headers, method] of tries) {
      const statuses = await Promise.all(
        paths.map((path) => send(path, { ...ours(victim), ...headers }, method)),
      )
      const wrong = paths.filter((_, at) => statuses[at] !== status)
      expect(wrong, `${method ?? 'POST'} ${JSON.stringify(headers)}`).to.deep.equal([])
    }
    const queries = ['/api/sign-out?_method=POST', '/api/session?_method=POST', '/api/sign-out/']
    for (const path of queries) await send(path, ours(victim), 'GET')

    expect(await victim.get('/api/session')).to.include({ signedIn: true })
    await pairs(victim)
    expect(await send('/api/sign-out', ours(victim))).to.equal(200)
  })

  it('#53 no session is planted or survives: new at each sign-in, and none is made by a recovery', async () => {
    const planted = randomBytes(32).toString('base64url')
    const victim = new PasskeyDevice(site.url)
    victim.cookies.set('rekey_session', planted)
    await victim.signUp(newName())
    const first = victim.cookies.get('rekey_session')!
    await victim.signIn()
    const second = victim.cookies.get('rekey_session')!
    expect(new Set([planted, first, second])).to.have.property('size', 3)
    expect(await Promise.all([planted, first, second].map(isSignedIn))).to.deep.equal([false, false, true])

    // A thief has the session of a lost device; the recovery ends it, and the page of it has none.
    const approver = await newApprover(site)
    const thief = await closeAfterwards(await approver.secondDevice()).connect(site.url)
    const page = await openPage(site)
    const pair = await approve(await scanToMatch(approver, page), {
      ...NOTHING_LOST,
      endOtherSessions: true,
    })
    const done = await registerOn(site, pair)
    expect(page.frames.join()).to.not.include('rekey_session')
    expect(await done.newDevice.get('/api/session')).to.deep.equal({ signedIn: false })
    await proveOn(done)
    await thief.closed()
    const tokens = [thief, approver, done.newDevice].map(({ cookies }) => cookies.get('rekey_session')!)
    expect(await Promise.all(tokens.map(isSignedIn))).to.deep.equal([false, true, true])

    await approver.post('/api/sign-out', {})
    expect(await isSignedIn(tokens[1]!)).to.equal(false)
  })

  /** Signs in once more, and gives the bare answer. */
  async function signInAnswer(device: PasskeyDevice): Promise<Response> {
    const offer = (await device.post('/api/sign-in/options', {})).body
    return fetch(`${site.url}/api/sign-in`, {
      method: 'POST',
      headers: { ...device.headers, origin: site.url, 'content-type': 'application/json' },
      body: JSON.stringify(device.assert(offer)),
    })
  }

  async function isSignedIn(token: string): Promise<boolean> {
    const answer = await fetch(`${site.url}/api/session`, { headers: { cookie: `rekey_session=${token}` } })
    return ((await answer.json()) as { signedIn: boolean }).signedIn
  }

  /** What a page of ours sends. */
  function ours({ headers, cookie }: PasskeyDevice): Record<string, string> {
    return { ...headers, cookie, origin: site.url, 'content-type': 'application/json' }
  }

  /** The status of a request; fetch() would not let anybody choose all of these headers. */
  function send(path: string, headers: Record<string, string>, method = 'POST'): Promise<number> {
    return new Promise((resolve, reject) => {
      const asked = request(`${site.url}${path}`, { method, headers, agent: false }, (answer) => {
        answer.resume()
        resolve(answer.statusCode ?? 0)
      })
      asked.once('error', reject)
      asked.end(method === 'GET' || method === 'HEAD' ? undefined : '{}')
    })
  }

  /** The victim lets a new device in, from the scan to its sign-in. */
  async function pairs(approver: SignedInDevice): Promise<void> {
    const { newDevice } = await proveOn(
      await registerOn(site, await approve(await scanToMatch(approver, await openPage(site)))),
    )
    expect(await newDevice.get('/api/session')).to.include({ signedIn: true, name: approver.name })
  }
})
