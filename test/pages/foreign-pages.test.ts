import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { browserDevices } from '../support/devices.ts'
import { signUp } from '../support/people.ts'
import { commonSite } from '../support/sites.ts'

const CHANGES = ['/api/sign-out', '/api/sign-in', '/api/sign-up', '/api/sessions/end', '/api/passkeys/rename']

/** Another port of localhost is another origin of the same site, so our cookies do go along. */
describe('a page of another origin', () => {
  const site = commonSite('embedded')
  const open = browserDevices()
  let foreign: Server
  let foreignUrl: string
  before(async () => {
    foreign = createServer((_request, answer) => {
      answer.setHeader('content-type', 'text/html').end('<!doctype html><title>Elsewhere</title>')
    })
    foreign.listen(0, '127.0.0.1')
    await once(foreign, 'listening')
    foreignUrl = `http://localhost:${(foreign.address() as AddressInfo).port}`
  })
  after(() => {
    foreign?.closeAllConnections()
    foreign?.close()
  })

  async function signedInElsewhere(account: string): Promise<Page> {
    const { page } = await open()
    await signUp(page, site.url, account)
    await page.goto(foreignUrl)
    return page
  }

  async function expectStillSignedIn(page: Page): Promise<void> {
    await page.goto(`${site.url}/account`)
    await page.getByRole('heading', { name: 'Passkeys', exact: true }).waitFor()
  }

  it('cannot frame ours', async () => {
    const page = await signedInElsewhere('Alice Framed')
    for (const path of ['/account', '/approve', '/sign-in']) {
      const refused = page.waitForEvent('console', (message) => message.text().includes('frame-ancestors'))
      await page.evaluate((src) => {
        const frame = document.createElement('iframe')
        frame.src = src
        document.body.replaceChildren(frame)
      }, site.url + path)
      expect((await refused).text(), path).to.include(site.url)
      expect(await page.frameLocator('iframe').getByText('Rekey').count(), path).to.equal(0)
    }
  })

  it('cannot change anything by a form, with our cookies in it', async () => {
    const page = await signedInElsewhere('Alice Posted')
    for (const path of CHANGES) {
      const refused = page.waitForResponse(site.url + path)
      await page.evaluate((action) => {
        const form = document.createElement('form')
        Object.assign(form, { method: 'post', enctype: 'text/plain', action })
        const field = document.createElement('input')
        Object.assign(field, { name: '{"ids":[],"x":"', value: '"}' })
        form.append(field)
        document.body.append(form)
        form.submit()
      }, site.url + path)
      const response = await refused
      await page.waitForURL(site.url + path)
      expect(response.status(), path).to.equal(403)
      expect((await response.request().allHeaders()).cookie, path).to.include('rekey_session=')
      await page.goto(foreignUrl)
    }
    await expectStillSignedIn(page)
  })

  it('cannot change or read anything by fetch', async () => {
    const page = await signedInElsewhere('Alice Fetched')
    const read = await page.evaluate(
      async ({ url, changes }) => {
        const asked = ['no-cors', 'cors'].flatMap((mode) =>
          [...changes, '/api/account', '/api/session'].map(async (path) => {
            const method = changes.includes(path) ? 'POST' : 'GET'
            const headers = { 'content-type': mode === 'cors' ? 'application/json' : 'text/plain' }
            const request = { method, mode: mode as RequestMode, credentials: 'include' as const, headers }
            const body = method === 'POST' ? '{}' : null
            return fetch(url + path, { ...request, body }).then(
              (answer) => answer.text(),
              () => '',
            )
          }),
        )
        return Promise.all(asked)
      },
      { url: site.url, changes: CHANGES },
    )
    expect(read.join('')).to.equal('')
    await expectStillSignedIn(page)
  })

  it('gets no socket', async () => {
    const page = await signedInElsewhere('Alice Socketed')
    const connect = () =>
      page.evaluate(
        (url) =>
          new Promise<string>((resolve) => {
            const socket = new WebSocket(`${url}/socket.io/?EIO=4&transport=websocket`)
            socket.onopen = () => resolve('open')
            socket.onerror = () => resolve('refused')
          }),
        site.url.replace('http', 'ws'),
      )
    expect(await connect()).to.equal('refused')
    await page.goto(`${site.url}/sign-in`)
    expect(await connect()).to.equal('open')
  })
})
