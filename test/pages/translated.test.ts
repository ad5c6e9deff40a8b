import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { PHONE } from '../support/browser.ts'
import { browserDevices } from '../support/devices.ts'
import { expectNoComplaints, signUp, typeReturnPin } from '../support/people.ts'
import { readQr } from '../support/read-qr.ts'
import { commonSite, embeddedSite } from '../support/sites.ts'
import { bySize } from '../support/size.ts'

const button = (page: Page, name: string) => page.getByRole('button', { name: new RegExp(`^.?${name}`) })
const heading = (page: Page, name: string) => page.getByRole('heading', { name: `~${name}`, level: 1 })

type Way = 'replace' | 'wrap' | 'beside'

const ALL: readonly Way[] = ['replace', 'wrap', 'beside']
const WAYS = bySize({ short: ['replace'] as const, long: ALL, full: ALL })

/**
 * Translates as browsers do, and goes on with whatever comes later: each text is replaced by an element that shows it
 * behind a tilde. `wrap` puts the very text into that element, `beside` adds the one and takes away the other.
 */
function translate(way: Way): void {
  const shows = (text: Text) => {
    const font = document.createElement('font')
    if (way === 'wrap') {
      text.replaceWith(font)
      font.append('~', text)
      return
    }
    const inner = document.createElement('font')
    inner.textContent = `~${text.data}`
    font.append(inner)
    if (way === 'replace') return text.replaceWith(font)
    text.before(font)
    text.remove()
  }
  const translateAll = () => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    const texts: Text[] = []
    while (walker.nextNode()) texts.push(walker.currentNode as Text)
    for (const text of texts)
      if (text.data.trim() && !text.parentElement?.closest('font, script, [translate=no]')) shows(text)
  }
  const later = () => {
    translateAll()
    new MutationObserver(() => setTimeout(translateAll)).observe(document.body, {
      subtree: true,
      childList: true,
      characterData: true,
    })
  }
  addEventListener('DOMContentLoaded', () => setTimeout(later))
}

async function translated(page: Page, way: Way): Promise<void> {
  // What compiled this file puts a name on each function, and calls this for it.
  await page.addInitScript('globalThis.__name = (one) => one')
  await page.addInitScript(translate, way)
}

describe('pages that the browser translates', () => {
  const site = commonSite('embedded')
  const brief = embeddedSite({ lives: { claimable: 34_000 } })
  const open = browserDevices()

  for (const way of WAYS) {
    it(`[P126] [P127] go through the whole flow with their own headings and PINs (${way})`, async () => {
      const [lost, phone] = await Promise.all([open(), open({ viewport: PHONE })])
      const name = `Alice ${way}`
      await signUp(phone.page, site.url, name)
      for (const { page } of [lost, phone]) await translated(page, way)
      await lost.page.goto(`${site.url}/lost-passkey`)
      await readQr(lost.page)
      await heading(lost.page, 'Lost your passkey').waitFor()
      await button(lost.page, 'Use a PIN instead').click()
      await lost.page.getByRole('textbox', { name: 'Account name' }).fill(name)
      await button(lost.page, 'Show PIN').click()
      const shown = lost.page.locator('output')
      await shown.waitFor()
      const first = await shown.innerText()
      await button(lost.page, 'New PIN').click()
      await lost.page.waitForFunction((old) => document.querySelector('output')?.innerText !== old, first)
      const pin = await shown.innerText()
      expect(pin).to.match(/^[0-9A-Z]{4}.[0-9A-Z]{4}$/)

      await phone.page.goto(`${site.url}/approve`)
      await phone.page.getByRole('textbox', { name: 'PIN' }).fill(pin)
      await button(phone.page, 'Continue').click()
      await heading(phone.page, 'Type this PIN on the other screen').waitFor()
      await typeReturnPin(phone.page, lost.page)
      await button(phone.page, 'Approve').click()
      await heading(lost.page, 'Is this your account').waitFor()
      // One heading with one text: nothing of the one before is left.
      expect(await lost.page.getByRole('heading', { level: 1 }).innerText()).to.equal(
        '~Is this your account?',
      )
      await lost.page.getByText(name, { exact: true }).waitFor()
      await button(lost.page, 'Create passkey').click()
      await heading(lost.page, 'Passkey created').waitFor()
      await button(lost.page, 'Sign in with your new passkey').click()
      await lost.page.waitForURL('**/account')
      await heading(phone.page, 'Your new passkey works').waitFor()
      expectNoComplaints(lost, phone)
    })
  }

  it('[P126] show the time that is left, and again the words of the page when the translation is taken away', async () => {
    const { page } = await open()
    await translated(page, 'replace')
    await page.goto(`${brief.url}/lost-passkey`)
    const timer = page.getByRole('timer')
    const reads = async () => (await timer.innerText()).trim()
    await page.getByText('~Code expires in about 1 minute').waitFor()
    await page.waitForFunction(() =>
      /\d+ seconds/.test(document.querySelector('[role=timer]')?.textContent ?? ''),
    )
    expect(await reads()).to.match(/^~Code expires in \d+ seconds$/)
    const original = await page.evaluate(() => {
      const title = document.querySelector('h1')!
      title.querySelector('font')?.remove()
      return new Promise<string>((resolve) => setTimeout(() => resolve(title.textContent)))
    })
    expect(original).to.equal('Lost your passkey?')
  })
})
