import { once } from 'node:events'
import { createServer } from 'node:http'
import { expect } from 'chai'
import { browserDevices } from '../support/devices.ts'
import { freePort } from '../support/free-port.ts'
import { type Rekey, startRekey } from '../support/rekey.ts'

/** Answers every page with what it kept, as many templates of web apps do. */
const WORKER = `self.addEventListener('install', () => self.skipWaiting())
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()))
self.addEventListener('fetch', (event) => {
  if (event.request.mode !== 'navigate') return
  event.respondWith(new Response('<title>Then</title>', { headers: { 'content-type': 'text/html' } }))
})`

describe('an earlier site at the same address', () => {
  const open = browserDevices()
  let rekey: Rekey | undefined
  after(() => rekey?.stop())

  it('[P112] whose service worker still answers in a browser is ended, and the page of now is shown', async () => {
    const port = await freePort()
    const earlier = createServer(({ url }, response) => {
      const isWorker = url === '/static/worker.js'
      response.setHeader('content-type', isWorker ? 'text/javascript' : 'text/html')
      response.setHeader('service-worker-allowed', '/')
      response.end(isWorker ? WORKER : '<title>Earlier</title>')
    }).listen(port)
    await once(earlier, 'listening')
    const { page } = await open()
    const address = `http://localhost:${port}/sign-in`
    await page.goto(address)
    await page.evaluate(async () => {
      await navigator.serviceWorker.register('/static/worker.js', { scope: '/' })
      await navigator.serviceWorker.ready
    })
    await page.goto(address)
    expect(await page.title()).to.equal('Then')
    earlier.closeAllConnections()
    await new Promise((resolve) => earlier.close(resolve))
    rekey = await startRekey({ port, asItComes: true })
    await page.goto(address)
    await page.waitForFunction(() => document.title.includes('Sign in'))
    const left = await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)
    expect(left).to.equal(0)
  })
})
