import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { expectAccessible } from '../support/accessible.ts'
import { browserDevices } from '../support/devices.ts'
import { readQr } from '../support/read-qr.ts'
import { commonSite } from '../support/sites.ts'

/** An in-app browser: everything is there but passkeys. */
function withoutPasskeys(): void {
  Object.defineProperty(window, 'PublicKeyCredential', { value: undefined })
}

/** As a page is on http under a name of the local network. */
function withoutSecureContext(): void {
  Object.defineProperty(window, 'isSecureContext', { value: false })
}

function withoutDatabases(): void {
  Object.defineProperty(window, 'indexedDB', { value: undefined })
}

function withoutStorage(): void {
  Object.defineProperty(window, 'sessionStorage', {
    get() {
      throw new DOMException('Storage is blocked', 'SecurityError')
    },
  })
}

describe('what a flow needs at its end, at its beginning', () => {
  const site = commonSite('embedded')
  const open = browserDevices()

  /** Opens a page, and says so if it speaks to the server as if all were well. */
  async function begun(page: Page, address: string): Promise<string[]> {
    const asked: string[] = []
    page.on('websocket', (socket) => asked.push(socket.url()))
    page.on('request', (request) => request.url().includes('/api/') && asked.push(request.url()))
    await page.goto(address)
    return asked
  }

  it('[P122] without passkeys no code is shown, and the address can be taken to another browser', async () => {
    const { context, page } = await open()
    await context.grantPermissions(['clipboard-read', 'clipboard-write'])
    await page.addInitScript(withoutPasskeys)
    const asked = await begun(page, `${site.url}/lost-passkey#add`)
    await page.getByRole('alert').getByText('This browser can’t create passkeys.').waitFor()
    await page.getByText('Open this page in Chrome, Edge, Firefox or Safari.').waitFor()
    expect(await page.getByText('Making your code').count()).to.equal(0)
    expect(asked).to.deep.equal([])
    await expectAccessible(page, '/lost-passkey without passkeys')
    await page.getByRole('button', { name: 'Copy address' }).click()
    await page.getByRole('status').getByText('Copied.').waitFor()
    expect(await page.evaluate(() => navigator.clipboard.readText())).to.equal(`${site.url}/lost-passkey#add`)
  })

  it('[P122] the other pages say so too, and a scanned code is not passed on', async () => {
    const { page } = await open()
    await page.addInitScript(withoutPasskeys)
    const code = `${site.url}/approve#q=${'a'.repeat(22)}.0.${'b'.repeat(22)}`
    const asked = await begun(page, code)
    await page.getByText('This browser can’t use passkeys.').waitFor()
    await page.getByText(/then scan the code again/).waitFor()
    expect(await page.getByRole('textbox').inputValue()).to.equal(`${site.url}/approve`)
    expect(asked).to.deep.equal([])
    for (const [path, said] of [
      ['/sign-in', 'This browser can’t use passkeys.'],
      ['/sign-up', 'This browser can’t create passkeys.'],
    ]) {
      await page.goto(site.url + path)
      await page.getByText(said!).waitFor()
      expect(await page.locator('form').count(), path).to.equal(0)
    }
  })

  it('[P122] [P124] a link is passed on whole by the page that it opened', async () => {
    const secret = 'A'.repeat(22)
    const copied = async (page: Page, path: string) => {
      await page.goto(`${site.url}${path}#${secret}`)
      const address = page.getByRole('textbox', { name: 'Address of this page' })
      expect(await address.inputValue()).to.equal(`${site.url}${path}#${secret}`)
    }
    const [{ page }, other] = await Promise.all([open(), open()])
    await page.addInitScript(withoutPasskeys)
    for (const path of ['/recover', '/vouch']) await copied(page, path)
    await other.page.addInitScript(withoutDatabases)
    await copied(other.page, '/recover')
    await other.page.getByText('This browser keeps nothing for this site.').waitFor()
  })

  it('[P123] a link is still there when the page is loaded again with cookies', async () => {
    const { context, page } = await open()
    const cdp = await context.newCDPSession(page)
    for (const path of ['/recover', '/vouch']) {
      await cdp.send('Emulation.setDocumentCookieDisabled', { disabled: true })
      await page.goto(`${site.url}${path}#${'A'.repeat(22)}`)
      await page.getByText('This browser blocks cookies for this site.').waitFor()
      await cdp.send('Emulation.setDocumentCookieDisabled', { disabled: false })
      await page.getByRole('button', { name: 'Load the page again' }).click()
      const next = path === '/vouch' ? 'Sign in to see who’s asking.' : 'This link doesn’t work any more.'
      await page.getByText(next).waitFor()
      expect(page.url()).to.equal(site.url + path)
    }
  })

  it('[P123] where cookies are blocked, that is said before a code is shown', async () => {
    const { context, page } = await open()
    const cdp = await context.newCDPSession(page)
    await cdp.send('Emulation.setDocumentCookieDisabled', { disabled: true })
    for (const path of ['/lost-passkey', '/approve', '/sign-in', '/sign-up']) {
      const asked = await begun(page, site.url + path)
      await page.getByText('This browser blocks cookies for this site.').waitFor()
      expect(asked, path).to.deep.equal([])
    }
    await cdp.send('Emulation.setDocumentCookieDisabled', { disabled: false })
    await page.goto(`${site.url}/lost-passkey`)
    await readQr(page)
    expect(await page.evaluate(() => document.cookie)).to.equal('')
  })

  it('[P120] [P121] under a wrong address it leads to the site’s own', async () => {
    const [{ page }, plain] = await Promise.all([open(), open()])
    const alias = site.url.replace('localhost', '127.0.0.1')
    const asked = await begun(page, `${alias}/lost-passkey`)
    await page.getByText('This isn’t the site’s own address').waitFor()
    expect(asked).to.deep.equal([])
    await page.getByRole('link', { name: `${site.url}/lost-passkey` }).click()
    await readQr(page)
    await plain.page.addInitScript(withoutSecureContext)
    for (const path of ['/lost-passkey', '/approve', '/sign-in', '/sign-up']) {
      expect(await begun(plain.page, site.url + path), path).to.deep.equal([])
      await plain.page.getByText('Passkeys don’t work at this address').waitFor()
    }
  })

  it('[P124] where nothing can be stored, the code is shown, with a word about reloading', async () => {
    const { page } = await open()
    await page.addInitScript(withoutStorage)
    await page.goto(`${site.url}/lost-passkey`)
    await page.getByText('This browser stores nothing for this site.').waitFor()
    await readQr(page)
    await page.goto(`${site.url}/approve`)
    await page.getByText('This browser stores nothing for this site.').waitFor()
  })
})
