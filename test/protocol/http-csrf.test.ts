import { request as rawRequest } from 'node:http'
import { expect } from 'chai'
import { createHttpDevice, type HttpDevice } from './http-device.ts'
import { type HttpSite, startHttpSite } from './http-site.ts'

describe('HTTP: changes from elsewhere', () => {
  let site: HttpSite
  let owner: HttpDevice
  before(async () => {
    site = await startHttpSite()
    owner = createHttpDevice(site)
    await owner.signUp('victim')
  })
  after(() => site.close())

  const signOut = (headers: Record<string, string | null>, body = '{}') =>
    owner.send('POST', '/api/sign-out', body, headers)
  const stillSignedIn = async () => expect(await owner.session()).to.include({ signedIn: true })

  const origins: [string, (own: string) => string | null][] = [
    ['a foreign one', () => 'https://evil.example'],
    ['null', () => 'null'],
    ['none', () => null],
    ['an empty one', () => ''],
    ['ours with a suffix', (own) => `${own}.evil.example`],
    ['ours under https', (own) => own.replace('http:', 'https:')],
    ['ours at another port', (own) => own.replace(/\d+$/, '1')],
    ['ours in capitals', (own) => own.toUpperCase()],
    ['ours with a path', (own) => `${own}/`],
    ['two at once', (own) => `${own}, https://evil.example`],
  ]
  for (const [what, origin] of origins) {
    it(`[H1] refuses a POST whose Origin is ${what}`, async () => {
      const response = await signOut({ origin: origin(site.origin) })
      expect([response.status, await response.json()]).to.deep.equal([
        403,
        { error: { code: 'origin_refused' } },
      ])
      await stillSignedIn()
    })
  }

  it('[H74] names a foreign origin in the log, where it may be a wrong address of ours', async () => {
    await signOut({ origin: 'https://evil.example' })
    const told = site.log.filter((line) => line.includes('another address than PUBLIC_URL'))
    expect(told).to.have.length(1)
    expect(JSON.parse(told[0] ?? '')).to.include({ level: 40, origin: 'https://evil.example' })
  })

  for (const fetchSite of ['cross-site', 'same-site', 'none', 'other']) {
    it(`[H2] refuses a POST that the browser calls ${fetchSite}`, async () => {
      expect(await statusWithFetchSite(fetchSite)).to.equal(403)
      await stillSignedIn()
    })
  }

  /** fetch() does not let anybody set this header, so this goes below it. */
  function statusWithFetchSite(fetchSite: string): Promise<number | undefined> {
    const cookie = [...owner.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const headers = {
      origin: site.origin,
      cookie,
      'content-type': 'application/json',
      'sec-fetch-site': fetchSite,
    }
    return new Promise((resolve, reject) => {
      rawRequest(`${site.origin}/api/sign-out`, { method: 'POST', headers }, (response) => {
        response.resume()
        resolve(response.statusCode)
      })
        .once('error', reject)
        .end('{}')
    })
  }

  for (const type of [
    'application/x-www-form-urlencoded',
    'text/plain',
    'multipart/form-data; boundary=x',
    'text/json',
    null,
  ]) {
    it(`[H3] refuses a body of type ${type}`, async () => {
      const response = await signOut({ 'content-type': type })
      expect([response.status, await response.json()]).to.deep.equal([
        415,
        { error: { code: 'bad_request' } },
      ])
      await stillSignedIn()
    })
  }

  for (const method of ['GET', 'HEAD', 'PUT', 'DELETE', 'PATCH', 'OPTIONS']) {
    it(`${method} changes nothing`, async () => {
      const response = await owner.send(
        method,
        '/api/sign-out',
        method === 'GET' || method === 'HEAD' ? undefined : '{}',
      )
      expect([response.status, response.headers.get('allow')]).to.deep.equal([405, 'POST'])
      await stillSignedIn()
    })
  }

  it('no header and no query overrides the method', async () => {
    for (const path of ['/api/session?_method=POST', '/api/sign-out?_method=POST']) {
      await owner.send('GET', path, undefined, {
        'x-http-method-override': 'POST',
        'x-method-override': 'POST',
      })
    }
    await stillSignedIn()
  })

  it('no answer allows another origin to read it', async () => {
    const response = await owner.send('GET', '/api/account', undefined, { origin: 'https://evil.example' })
    expect(response.headers.get('access-control-allow-origin')).to.equal(null)
    expect(response.headers.get('cross-origin-resource-policy')).to.equal('same-origin')
  })

  it('takes exactly what the contract says, and no member more', async () => {
    for (const body of ['[]', '{"more":1}', 'null', '"x"', '{']) {
      const response = await signOut({}, body)
      expect([response.status, await response.json()], body).to.deep.equal([
        400,
        { error: { code: 'bad_request' } },
      ])
    }
    expect((await owner.send('POST', '/api/sign-in/options', '{"hybrid":"yes"}')).status).to.equal(400)
    expect(
      (await owner.send('POST', '/api/sign-up/options', '{"name":"x","userHandle":"AAAA"}')).status,
    ).to.equal(400)
    await stillSignedIn()
  })

  it('reads 16 kB and no more, and nothing compressed', async () => {
    const name = 'x'.repeat(16_384)
    const large = await owner.send('POST', '/api/sign-up/options', JSON.stringify({ name }))
    expect([large.status, await large.json()]).to.deep.equal([413, { error: { code: 'bad_request' } }])
    const packed = await signOut({ 'content-encoding': 'gzip' })
    expect(packed.status).to.equal(415)
  })

  it('lets a page of ours through', async () => {
    expect((await signOut({})).status).to.equal(200)
    expect(await owner.session()).to.deep.equal({ signedIn: false })
  })
})
