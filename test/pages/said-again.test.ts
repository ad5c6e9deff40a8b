import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { eventually } from '../contract/eventually.ts'
import { browserDevices } from '../support/devices.ts'
import { focusOn } from '../support/keyboard.ts'
import { signUp } from '../support/people.ts'
import { noteAlerts, timesSaid } from '../support/said-alerts.ts'
import { embeddedSite } from '../support/sites.ts'

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })

const SECRET = 'A'.repeat(22)
const TAKEN = 'This account name is taken.'
const OFFLINE = 'We couldn’t reach the server.'

/** Pages that read something before anything can be done, and what they ask for it. */
const READS: Readonly<Record<string, string>> = {
  '/approve': '/api/session',
  '/account': '/api/account',
  [`/pause#${SECRET}`]: '/api/pause-link/look',
  [`/email-link#${SECRET}`]: '/api/email-link/look',
  [`/vouch#${SECRET}`]: '/api/vouch/look',
  [`/recover#${SECRET}`]: '/api/operator-link/look',
  '/support-case': '/api/case/look',
}

describe('a refusal in the same words as before', () => {
  const site = embeddedSite({ env: { ASSISTED: 'user' } })
  const open = browserDevices()

  for (const [address, path] of Object.entries(READS)) {
    it(`is said again at “Try again” on ${address.split('#')[0]}, whose button stays and shows the try`, async () => {
      const { page } = await open()
      await page.addInitScript(noteAlerts)
      if (address === '/account') await signUp(page, site.url, 'Alice Afar')
      await page.route(`**${path}`, (route) => route.abort())
      await page.goto(`${site.url}${address}`)
      const again = button(page, 'Try again')
      await again.waitFor()
      expect(await timesSaid(page, OFFLINE)).to.equal(1)
      await page.unroute(`**${path}`)
      let end = () => {}
      const held = new Promise<void>((resolve) => {
        end = resolve
      })
      await page.route(`**${path}`, (route) => held.then(() => route.abort()))
      await again.click()
      await page.locator('button[aria-disabled]', { hasText: 'Try again' }).waitFor()
      await focusOn(again)
      end()
      await again.and(page.locator(':not([aria-disabled])')).waitFor()
      await focusOn(again)
      expect(await timesSaid(page, OFFLINE)).to.equal(2)
      await page.unroute(`**${path}`)
      await again.click()
      await again.waitFor({ state: 'detached' })
      await page.waitForFunction(() => document.activeElement !== document.body)
    })
  }

  it('is said again for a PIN that is wrong twice', async () => {
    const { page } = await open()
    await page.addInitScript(noteAlerts)
    await signUp(page, site.url, 'Alice Mistypes')
    await page.goto(`${site.url}/approve`)
    const pin = page.getByRole('textbox', { name: 'PIN', exact: true })
    for (const times of [1, 2]) {
      await pin.fill(`AAAA AAA${times}`)
      await pin.press('Enter')
      await page.waitForFunction(
        (least) => (window as unknown as { alerts: string[] }).alerts.length >= least,
        times,
      )
      await button(page, 'Continue').and(page.locator(':not([aria-disabled])')).waitFor()
      expect(await timesSaid(page, 'This code doesn’t work')).to.equal(times)
    }
  })

  it('is said again where a sign-out didn’t reach the server', async () => {
    const { page } = await open()
    await page.addInitScript(noteAlerts)
    await signUp(page, site.url, 'Alice Stays')
    await page.route('**/api/sign-out', (route) => route.abort())
    for (const times of [1, 2]) {
      await button(page, 'Sign out').click()
      await eventually('it is said', async () => (await timesSaid(page, OFFLINE)) === times)
    }
  })

  it('is said again beside its field, whether this page or the server refuses', async () => {
    const { page } = await open()
    await page.addInitScript(noteAlerts)
    await page.goto(`${site.url}/email-code`)
    await button(page, 'I have a code').click()
    const code = page.getByRole('textbox', { name: 'Code from the mail' })
    const use = button(page, 'Use this code').and(page.locator(':not([aria-disabled])'))
    for (const [typed, words] of [
      ['12', 'Type the 8 digits from the mail.'],
      ['1234 5678', 'This isn’t the code of the newest mail'],
    ] as const) {
      await code.fill(typed)
      for (const times of [1, 2]) {
        await code.press('Enter')
        await use.waitFor()
        await page.waitForFunction(
          ([text, least]) =>
            (window as unknown as { alerts: string[] }).alerts.filter((one) => one.includes(text)).length >=
            least,
          [words, times] as const,
        )
      }
    }
  })

  it('is said again at each press with a name that is taken', async () => {
    const [{ page: first }, { page }] = await Promise.all([open(), open()])
    await signUp(first, site.url, 'Alice Taken')
    await page.addInitScript(noteAlerts)
    await page.goto(`${site.url}/sign-up`)
    const name = page.getByRole('textbox', { name: 'Account name' })
    await name.fill('Alice Taken')
    // It is found out while typing, or by the first press.
    for (const times of [1, 2, 3]) {
      if (times > 1) await name.press('Enter')
      await eventually('it is said', async () => (await timesSaid(page, TAKEN)) === times)
      await button(page, 'Create passkey').and(page.locator(':not([aria-disabled])')).waitFor()
      expect(await timesSaid(page, TAKEN)).to.equal(times)
    }
    // Words that come with the press are read out once.
    await page.reload()
    await name.fill('Alice Taken')
    await name.press('Enter')
    await eventually('it is said', async () => (await timesSaid(page, TAKEN)) > 0)
    await button(page, 'Create passkey').and(page.locator(':not([aria-disabled])')).waitFor()
    expect(await timesSaid(page, TAKEN)).to.equal(1)
  })
})
