import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { browserDevices } from '../support/devices.ts'
import { signUp } from '../support/people.ts'
import { readQr } from '../support/read-qr.ts'
import { commonSite } from '../support/sites.ts'

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })

/** An in-app browser that sees no passkeys at the first try. */
function noPasskeyAtFirst(): void {
  const get = navigator.credentials.get.bind(navigator.credentials)
  let tries = 0
  navigator.credentials.get = (options) => {
    tries += 1
    return tries === 1 ? Promise.reject(new DOMException('None here', 'NotAllowedError')) : get(options)
  }
}

describe('a scanned code that another app opened', () => {
  const site = commonSite('embedded')
  const open = browserDevices()

  /** A device with a passkey that is not signed in, at the code of a page. */
  async function scanSignedOut(name: string, prepare: (page: Page) => Promise<unknown>): Promise<Page> {
    const [lost, phone] = await Promise.all([open(), open()])
    await signUp(phone.page, site.url, name)
    await phone.context.clearCookies()
    await lost.page.goto(`${site.url}/lost-passkey`)
    await prepare(phone.page)
    await phone.page.goto(await readQr(lost.page))
    await phone.page.getByText('The code was scanned.').waitFor()
    return phone.page
  }

  it('[P135] is kept until the person is signed in, and a failed sign-in says how to scan it elsewhere', async () => {
    const page = await scanSignedOut('Alice In App', (one) => one.addInitScript(noPasskeyAtFirst))
    await button(page, 'Sign in with a passkey').click()
    await page.getByText('The passkey window was closed, or there was no matching passkey.').waitFor()
    await page.getByText('Scan the code again with your camera app.').waitFor()
    await button(page, 'Sign in with a passkey').click()
    await page.getByRole('heading', { name: 'Another screen wants to sign in as Alice In App' }).waitFor()
    await button(page, 'Continue').click()
    await page.getByRole('dialog', { name: /Replace a passkey/ }).waitFor()
  })

  it('[P135] is said to have expired once it has, and not that it is dead', async () => {
    const page = await scanSignedOut('Alice Looks Long', (one) => one.clock.install())
    await page.clock.fastForward('02:55')
    await page.getByRole('alert').getByText('Your scan has expired.').waitFor()
    await page.getByText('Scan the code on your other screen again.').waitFor()
    expect(await page.getByText('The code was scanned.').count()).to.equal(0)
    await button(page, 'Sign in with a passkey').click()
    await button(page, 'Scan QR code').waitFor()
    expect(await page.getByText('This code doesn’t work.').count()).to.equal(0)
  })

  it('[P135] without a code, a failed sign-in gives the address to take along', async () => {
    const { page } = await open()
    await page.addInitScript(noPasskeyAtFirst)
    await page.goto(`${site.url}/approve`)
    await button(page, 'Sign in with a passkey').click()
    await button(page, 'Copy address').waitFor()
    expect(await page.getByRole('textbox').inputValue()).to.equal(`${site.url}/approve`)
  })
})
