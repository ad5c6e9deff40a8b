import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { PAGE_PATHS } from '../../shared/pages.ts'
import { openPage, proveOn, registerOn } from '../protocol/scene.ts'
import { browserDevices } from '../support/devices.ts'
import { qrAddress } from '../support/page-device.ts'
import { approve, signUp } from '../support/people.ts'
import { describeAttacks } from './support/attacked-sites.ts'
import { evilSite } from './support/evil-site.ts'

describeAttacks('attacks by a page of another site, in a real browser', 'embedded', (site) => {
  const evil = evilSite()
  const open = browserDevices()
  let people = 0

  it('#49 #50 sockets, fetches and forms of it reach nothing, although the victim is signed in', async () => {
    const { page, context } = await open()
    await signUp(page, site.url, nameOf('Alice'))
    const tab = await context.newPage()
    // The loader of these tests names functions by this helper, which no page has.
    await tab.addInitScript('globalThis.__name = (one) => one')
    for (const origin of [evil.neighbour, evil.stranger]) {
      await tab.goto(origin)
      expect(await tab.evaluate(triesFromScript, site.url)).to.deep.equal({
        sockets: ['refused', 'refused'],
        reading: ['refused', 'refused', 'refused'],
        json: 'refused',
      })
      for (const path of ['/api/sign-out', '/api/sessions/end', '/api/sign-in', '/api/passkeys/rename']) {
        await tab.goto(origin)
        expect(await statusOfForm(tab, `${site.url}${path}`), path).to.equal(403)
      }
    }
    await approvesOnPage(page)
  })

  it('#26 none of our pages shows itself in a frame of it, a ready approval least of all', async () => {
    const { page, context } = await open()
    await signUp(page, site.url, nameOf('Bob'))
    const requesting = await openPage(site)
    const tab = await context.newPage()
    const addresses = [...PAGE_PATHS.map((path) => site.url + path), qrAddress(site.url, requesting.view)]
    for (const origin of [evil.neighbour, evil.stranger]) {
      await tab.goto(origin)
      await tab.evaluate(frameAll, addresses)
      expect(tab.frames()).to.have.length(addresses.length + 1)
      for (const frame of tab.frames().slice(1)) {
        expect(frame.url(), 'where a frame is').to.match(/^(chrome-error:.*)?$/)
      }
    }
    expect(requesting.view.state, 'nothing was claimed').to.equal('open')
    await approvesOnPage(page)
  })

  /** The same victim scans a real page's code, approves, and the new passkey works. */
  async function approvesOnPage(page: Page): Promise<void> {
    const requesting = await openPage(site)
    await page.goto(qrAddress(site.url, requesting.view))
    await page.getByRole('button', { name: 'Continue', exact: true }).click()
    await approve(page)
    await requesting.until((view) => view.state === 'approved')
    const pair = { page: requesting, approver: {} as never, claim: {} as never }
    await proveOn(await registerOn(site, pair))
  }

  function nameOf(first: string): string {
    people += 1
    return `${first} of the frames ${people}`
  }
})

/** Runs in the evil page: what its script can ask for, with the victim's cookies where the browser sends them. */
async function triesFromScript(url: string) {
  const socket = (path: string) =>
    new Promise<string>((resolve) => {
      const one = new WebSocket(url.replace('http', 'ws') + path)
      one.onopen = () => resolve('open')
      one.onerror = () => resolve('refused')
    })
  const asked = async (path: string, init: RequestInit = {}) =>
    fetch(url + path, { credentials: 'include', ...init }).then(
      () => 'answered',
      () => 'refused',
    )
  const post = { method: 'POST', body: '{}' }
  // Without reading the answer, a change might still have been made: the victim's session says so later.
  await Promise.all([
    asked('/api/sign-out', { ...post, mode: 'no-cors' }),
    asked('/api/sign-out', { ...post, mode: 'no-cors', headers: { 'content-type': 'text/plain' } }),
    asked('/api/sessions/end', { method: 'POST', mode: 'no-cors', body: new URLSearchParams({ ids: '' }) }),
  ])
  navigator.sendBeacon(`${url}/api/sign-out`, '{}')
  return {
    sockets: [
      await socket('/socket.io/?EIO=4&transport=websocket'),
      await socket('/socket.io/?EIO=4&transport=websocket&sid=A'),
    ],
    reading: [await asked('/api/account'), await asked('/api/session'), await asked('/account')],
    json: await asked('/api/sign-out', { ...post, headers: { 'content-type': 'application/json' } }),
  }
}

/** Sends a form that looks like JSON, as a page does by itself, and gives the status of where that led. */
async function statusOfForm(page: Page, action: string): Promise<number | undefined> {
  const answered = page.waitForResponse((response) => response.url() === action)
  await page.evaluate((to) => {
    const form = document.createElement('form')
    Object.assign(form, { method: 'post', action: to, enctype: 'text/plain' })
    const field = document.createElement('input')
    Object.assign(field, { type: 'hidden', name: '{"a":"', value: '"}' })
    form.append(field)
    document.body.append(form)
    form.submit()
  }, action)
  const status = (await answered).status()
  await page.waitForURL(action)
  return status
}

/** Runs in the evil page: puts each address into a frame, and waits until that has loaded, or failed to. */
async function frameAll(addresses: string[]): Promise<void> {
  const loaded = addresses.map((address) => {
    const frame = document.createElement('iframe')
    frame.allow = 'publickey-credentials-get *; publickey-credentials-create *'
    frame.src = address
    document.body.append(frame)
    return new Promise((resolve) => frame.addEventListener('load', resolve))
  })
  await Promise.all(loaded)
}
