import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { eventually } from '../contract/eventually.ts'
import { expectAccessible } from '../support/accessible.ts'
import { browserDevices } from '../support/devices.ts'
import { focusOn } from '../support/keyboard.ts'
import { expectNoComplaints, signUp } from '../support/people.ts'
import { readEml } from '../support/read-eml.ts'
import { embeddedSite, type Site } from '../support/sites.ts'

/** The code of the newest mail to this address, which the site writes into a file. */
async function codeTo(site: Site, address: string): Promise<string> {
  const folder = join(site.nodes[0]!.folder, 'mail')
  const mails = () =>
    readdirSync(folder)
      .sort()
      .map((file) => readEml(readFileSync(join(folder, file), 'utf8')))
      .filter(({ headers }) => headers.to === address)
  await eventually('a mail is written', async () => {
    try {
      return mails().length > 0
    } catch {
      return false
    }
  })
  return /^ {4}(\d{4} \d{4})\r?$/m.exec(mails().at(-1)?.text ?? '')?.[1] ?? ''
}

describe('“E-mail addresses” on the account page', () => {
  const site = embeddedSite()
  const open = browserDevices()
  const section = (page: Page) => page.getByRole('region', { name: 'E-mail addresses' })

  it('an address is added by the code of its mail with the keyboard alone, and removed again', async () => {
    const device = await open()
    const { page } = device
    await signUp(page, site.url, 'Alice Mail')
    const part = section(page)
    await part.getByText('None yet.').waitFor()
    const field = part.getByLabel('New e-mail address')
    await part.getByRole('button', { name: 'Send a code' }).click()
    await part.getByText('Enter an e-mail address.').waitFor()
    await focusOn(field)
    await page.keyboard.type('Alice@Example.com')
    await page.keyboard.press('Enter')
    await page.getByText('We sent a code to Alice@Example.com.').waitFor()
    const code = part.getByLabel('Code from the mail')
    await code.focus()
    await page.keyboard.type('0000')
    await part.getByRole('button', { name: 'Confirm the address' }).click()
    await part.getByText('Type the 8 digits from the mail.').waitFor()
    await focusOn(code)
    await page.keyboard.type('0000')
    await page.keyboard.press('Enter')
    await part.getByText('This code doesn’t work.').waitFor()
    // The browser itself complains of the refusal.
    device.complaints.length = 0
    await code.fill(await codeTo(site, 'Alice@example.com'))
    await page.keyboard.press('Enter')
    await page.getByText('Alice@example.com is confirmed.', { exact: true }).waitFor()
    await part.getByRole('heading', { name: 'Alice@example.com Confirmed' }).waitFor()
    await expectAccessible(page, 'a confirmed address')
    await part.getByRole('button', { name: 'Remove Alice@example.com' }).click()
    await page.getByText('Alice@example.com was removed.').waitFor()
    await part.getByText('None yet.').waitFor()
    expectNoComplaints(device)
  })

  it('an address is confirmed on a device whose clock is an hour fast, by a code that is sent again', async () => {
    const { page } = await open()
    await page.clock.install({ time: Date.now() + 60 * 60_000 })
    await signUp(page, site.url, 'Alice Fast Clock')
    const part = section(page)
    await part.getByLabel('New e-mail address').fill('fast@example.com')
    await part.getByRole('button', { name: 'Send a code', exact: true }).click()
    const code = part.getByLabel('Code from the mail')
    await code.waitFor()
    const first = await codeTo(site, 'fast@example.com')
    await part.getByRole('button', { name: 'Send a new code', exact: true }).click()
    let second = first
    await eventually('another mail is written', async () => {
      second = await codeTo(site, 'fast@example.com')
      return second !== first
    })
    await code.fill(second)
    await part.getByRole('button', { name: 'Confirm the address', exact: true }).click()
    await page.getByText('fast@example.com is confirmed.', { exact: true }).waitFor()
  })

  for (const scheme of ['light', 'dark'] as const) {
    it(`fits a screen of 320 px with a long address, ${scheme}`, async () => {
      const device = await open()
      const { page } = device
      await page.setViewportSize({ width: 320, height: 640 })
      await page.emulateMedia({ colorScheme: scheme })
      await signUp(page, site.url, `Narrow ${scheme}`)
      const part = section(page)
      const address = `${'a'.repeat(60)}@${'b'.repeat(60)}.example`
      await part.getByLabel('New e-mail address').fill(address)
      await part.getByRole('button', { name: 'Send a code' }).click()
      await part.getByLabel('Code from the mail').waitFor()
      const width = await page.evaluate(() => document.documentElement.scrollWidth)
      expect(width).to.be.at.most(320)
      await expectAccessible(page, 'a long address')
      expectNoComplaints(device)
    })
  }
})
