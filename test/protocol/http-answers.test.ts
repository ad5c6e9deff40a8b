import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { expect } from 'chai'
import express from 'express'
import { pino } from 'pino'
import { StoreAway } from '../../server/errors/store-away.ts'
import { createAnswerInWords } from '../../server/transport/http/answers.ts'
import { createErrorHandler } from '../../server/transport/http/error-handler.ts'
import { createHttpDevice, type HttpDevice } from './http-device.ts'
import { type HttpSite, startHttpSite } from './http-site.ts'

describe('HTTP: what is answered where there is no page', () => {
  let site: HttpSite
  let browser: HttpDevice
  before(async () => {
    site = await startHttpSite()
    browser = createHttpDevice(site)
  })
  after(() => site.close())

  const open = (path: string) => browser.send('GET', path)

  it('[H79] says in words what went wrong, to whoever came with a browser: at each such status, under the policy', async () => {
    const html = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' }
    const asked: [status: number, method: string, path: string, heading: string, body?: string][] = [
      [404, 'GET', '/nothing-here', 'Page not found'],
      [404, 'GET', '/sign-in/more', 'Page not found'],
      [404, 'GET', '/assets/none.js', 'Page not found'],
      [404, 'GET', '/socket.io/?EIO=4&transport=websocket', 'Page not found'],
      [405, 'POST', '/sign-in', 'That didn’t work', '{}'],
      [413, 'POST', '/sign-in', 'That didn’t work', 'x'.repeat(17_000)],
    ]
    for (const [status, method, path, heading, body] of asked) {
      const page = await browser.send(method, path, body, html)
      expect([page.status, page.headers.get('content-type')], path).to.deep.equal([
        status,
        'text/html; charset=utf-8',
      ])
      expect(await page.text(), path)
        .to.include(`<h1>${heading}</h1>`)
        .and.to.include('Test &#38; &#60;Site&#62;')
      expect(page.headers.get('content-security-policy')).to.include(`default-src 'none'`)
    }
    const anything = await open('/nothing-here')
    expect(await anything.text()).to.include('<h1>Page not found</h1>')
  })

  it('[H79] says it too where a store is away, or a request failed', async () => {
    const app = express()
    app.get('/away', () => {
      throw new StoreAway('redis')
    })
    app.get('/broken', () => {
      throw new Error('broken')
    })
    app.use(
      createErrorHandler(
        pino({ level: 'silent' }),
        createAnswerInWords(({ heading, way }) => `${heading}: ${way.label}`),
      ),
    )
    const server = app.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    try {
      const away = await fetch(`${url}/away`)
      expect([away.status, away.headers.get('retry-after')]).to.deep.equal([503, '5'])
      expect(await away.text()).to.equal('We can’t answer right now: Load the page again')
      const broken = await fetch(`${url}/broken`)
      expect([broken.status, await broken.text()]).to.deep.equal([
        500,
        'Something went wrong: Load the page again',
      ])
      const program = await fetch(`${url}/away`, { headers: { accept: 'application/json' } })
      expect(await program.json()).to.deep.equal({ error: { code: 'store_away', retryAfterMs: 5_000 } })
    } finally {
      server.closeAllConnections()
      server.close()
    }
  })

  it('[H79] an API path, and whoever takes only JSON, gets a code', async () => {
    for (const [path, accept] of [
      ['/api/nothing', 'text/html'],
      ['/nothing', 'application/json'],
    ] as const) {
      const answer = await browser.send('GET', path, undefined, { accept })
      expect([answer.status, await answer.json()]).to.deep.equal([404, { error: { code: 'not_found' } }])
      expect(answer.headers.get('cache-control')).to.equal('no-store')
    }
  })

  it('[H80] gives logo and icons for ever; opened by itself, a drawing runs and loads nothing', async () => {
    const html = await (await open('/sign-in')).text()
    const paths = [...html.matchAll(/href="(\/assets\/[^"]+)"/g)].map(([, path]) => path ?? '')
    expect(paths).to.have.length(2)
    for (const path of paths) {
      const { status, headers } = await open(path)
      expect([status, headers.get('cache-control')], path).to.deep.equal([
        200,
        'public, max-age=31536000, immutable',
      ])
      expect(headers.get('content-type')).to.match(/^image\/(svg\+xml|png)$/)
      expect(headers.get('x-content-type-options')).to.equal('nosniff')
      expect(headers.get('content-security-policy')).to.equal(
        "default-src 'none'; style-src 'unsafe-inline'; sandbox",
      )
    }
  })
})
