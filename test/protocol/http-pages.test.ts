import { expect } from 'chai'
import { PAGE_PATHS } from '../../shared/pages.ts'
import { createHttpDevice, type HttpDevice } from './http-device.ts'
import { type HttpSite, startHttpSite } from './http-site.ts'

describe('HTTP: pages', () => {
  let site: HttpSite
  let browser: HttpDevice
  before(async () => {
    site = await startHttpSite()
  })
  beforeEach(() => {
    browser = createHttpDevice(site)
  })
  after(() => site.close())

  const open = (path: string) => browser.send('GET', path)

  for (const path of PAGE_PATHS) {
    it(`serves ${path}, never cached, with facts filled in and escaped`, async () => {
      const response = await open(path)
      expect(response.status).to.equal(200)
      expect(response.headers.get('content-type')).to.equal('text/html; charset=utf-8')
      expect(response.headers.get('cache-control')).to.equal('no-store')
      const html = await response.text()
      expect(html)
        .to.include('data-site-name="Test &#38; &#60;Site&#62;"')
        .and.to.include(`data-url="${site.origin}"`)
      expect(html).to.include('%NOT_OURS%')
    })

    it(`[H7] ${path} has a strict policy`, async () => {
      const { headers } = await open(path)
      const policy = headers.get('content-security-policy') ?? ''
      const scripts = path === '/approve' ? `script-src 'self' 'wasm-unsafe-eval';` : `script-src 'self';`
      for (const part of [
        `default-src 'none';`,
        scripts,
        `style-src 'self';`,
        `connect-src 'self' ${site.origin.replace('http', 'ws')};`,
        `base-uri 'none';`,
        `object-src 'none';`,
        `form-action 'self';`,
        `frame-ancestors 'none';`,
        `require-trusted-types-for 'script';`,
        `trusted-types 'none'`,
      ]) {
        expect(policy).to.include(part)
      }
      expect(policy).to.not.match(/unsafe-inline|'unsafe-eval'|\*/)
      expect(headers.get('referrer-policy')).to.equal('no-referrer')
      expect(headers.get('cross-origin-opener-policy')).to.equal('same-origin')
      expect(headers.get('x-content-type-options')).to.equal('nosniff')
      expect(headers.get('x-powered-by')).to.equal(null)
      const permissions = headers.get('permissions-policy')
      expect(permissions).to.include(path === '/approve' ? 'camera=(self)' : 'camera=()')
      expect(permissions).to.include('publickey-credentials-get=(self)')
    })
  }

  it('gives the two sides of a pairing a browser cookie, once', async () => {
    for (const path of ['/', '/sign-in', '/account']) await open(path)
    expect(browser.cookies.size).to.equal(0)
    const [cookie] = (await open('/lost-passkey')).headers.getSetCookie()
    expect(cookie).to.match(/^rekey_browser=[\w-]{43}; Max-Age=86400; Path=\/; HttpOnly; SameSite=Strict$/)
    const kept = browser.cookies.get('rekey_browser')
    expect((await open('/approve')).headers.getSetCookie()).to.deep.equal([])
    expect(browser.cookies.get('rekey_browser')).to.equal(kept)
  })

  it('[H9] gives no browser cookie to a visit that another site began, but to its first own request', async () => {
    const began = { 'sec-fetch-site': 'cross-site' }
    const visit = await browser.send('GET', '/lost-passkey', undefined, began)
    expect(visit.headers.getSetCookie()).to.deep.equal([])
    const own = await browser.send('GET', '/api/session', undefined, { 'sec-fetch-site': 'same-origin' })
    expect(own.headers.getSetCookie()[0]).to.match(/^rekey_browser=/)
    expect((await open('/api/session')).headers.getSetCookie()).to.deep.equal([])
  })

  it('trades a QR secret only for a browser that has its cookie', async () => {
    const code = { pairingId: 'A'.repeat(22), step: 3, secret: 'B'.repeat(22) }
    const without = await browser.post('/api/look', code)
    expect([without.status, without.body.error.code]).to.deep.equal([404, 'code_invalid'])
    await open('/approve')
    expect((await browser.post('/api/look', code)).body).to.deep.equal({ receipt: 'a receipt' })
    expect(site.looks).to.deep.equal([
      { pairingId: code.pairingId, browser: browser.cookies.get('rekey_browser') },
    ])
  })

  it('serves assets for ever, and no other file', async () => {
    const asset = await open('/assets/main-abc123.js')
    expect([asset.status, asset.headers.get('cache-control')]).to.deep.equal([
      200,
      'public, max-age=31536000, immutable',
    ])
    for (const path of [
      '/assets/none.js',
      '/assets/..%2frekey.sqlite',
      '/rekey.sqlite',
      '/home/index.html',
    ]) {
      expect((await open(path)).status, path).to.be.oneOf([400, 403, 404])
    }
  })

  it('[H90] sends pages and assets compressed to whoever takes that, and plain to others', async () => {
    for (const path of ['/sign-in', '/assets/main-abc123.js']) {
      const plain = await fetch(site.origin + path, { headers: { 'accept-encoding': 'identity' } })
      const text = await plain.text()
      expect([plain.headers.get('content-encoding'), plain.headers.get('vary')]).to.deep.equal([
        null,
        'Accept-Encoding',
      ])
      for (const encoding of ['br', 'gzip']) {
        const sent = await fetch(site.origin + path, { headers: { 'accept-encoding': encoding } })
        expect(sent.headers.get('content-encoding'), `${path} ${encoding}`).to.equal(encoding)
        expect(await sent.text()).to.equal(text)
      }
    }
  })

  it('leads from an address with a slash to the one without', async () => {
    const response = await open('/sign-in/?returnTo=%2Fapprove')
    expect([response.status, response.headers.get('location')]).to.deep.equal([
      308,
      '/sign-in?returnTo=%2Fapprove',
    ])
    for (const path of ['//evil.example/', '/%5Cevil.example/', '//evil.example']) {
      const { status, headers } = await open(path)
      expect([status, headers.get('location')], path).to.deep.equal([404, null])
    }
  })

  it('pages are read and nothing else', async () => {
    const response = await browser.send('POST', '/sign-in', '{}')
    expect([response.status, response.headers.get('allow')]).to.deep.equal([405, 'GET, HEAD'])
    expect((await browser.send('HEAD', '/sign-in')).status).to.equal(200)
  })

  it('a broken path is a bad request', async () => {
    expect((await open('/%E0%A4%A')).status).to.be.oneOf([400, 404])
  })

  it('says that it lives and that its stores answer', async () => {
    expect(await (await open('/healthz')).json()).to.deep.equal({ ok: true })
    expect(await (await open('/readyz')).json()).to.deep.equal({
      ok: true,
      stores: { sql: 'ok' },
      warnings: [],
    })
  })

  it('[H4] under https sends HSTS, and sets and reads only __Host- cookies', async () => {
    const tls = await startHttpSite({ secure: true })
    try {
      const device = createHttpDevice(tls)
      const page = await device.send('GET', '/lost-passkey')
      expect(page.headers.get('strict-transport-security')).to.equal('max-age=31536000')
      await device.signUp('secure')
      expect([...device.cookies.keys()].sort()).to.deep.equal([
        '__Host-rekey_browser',
        '__Host-rekey_known',
        '__Host-rekey_session',
      ])
      const token = device.cookies.get('__Host-rekey_session')
      const plain = await device.send('GET', '/api/account', undefined, { cookie: `rekey_session=${token}` })
      expect(plain.status).to.equal(401)
    } finally {
      await tls.close()
    }
  })

  it('without https sends no HSTS', async () => {
    expect((await open('/')).headers.get('strict-transport-security')).to.equal(null)
  })

  it('[H8] logs routes and no secrets', async () => {
    site.log.length = 0
    await browser.signUp('logged person')
    await open('/sign-in?token=very-secret')
    await open('/a-strange-path?x=very-secret')
    const session = browser.cookies.get('rekey_session')!
    const text = site.log.join('')
    const lines = site.log.map((line) => JSON.parse(line))
    expect(lines.map(({ method, route, status }) => [method, route, status])).to.deep.equal([
      ['POST', '/api/sign-up/options', 200],
      ['POST', '/api/sign-up', 200],
      ['GET', '/sign-in', 200],
      ['GET', 'none', 404],
    ])
    for (const secret of ['very-secret', 'strange', session, 'logged person', '127.0.0.1', '::1']) {
      expect(text).to.not.include(secret)
    }
    expect(lines[0]).to.have.keys(
      'level',
      'time',
      'pid',
      'hostname',
      'method',
      'route',
      'status',
      'ms',
      'network',
      'msg',
    )
  })
})
