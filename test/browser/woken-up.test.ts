import type { Page } from 'playwright-core'
import { browserDevices } from '../support/devices.ts'
import { expectNoComplaints } from '../support/people.ts'
import { readQr } from '../support/read-qr.ts'
import { embeddedSite } from '../support/sites.ts'

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })

describe('a page that wakes up after its connection died unnoticed', () => {
  const site = embeddedSite()
  const open = browserDevices()

  it('[P114] sends the first command on the next connection as if it were new, and goes on', async () => {
    const lost = await open()
    const { page } = lost
    await page.clock.install()
    await page.goto(`${site.url}/lost-passkey`)
    await readQr(page)
    await button(page, 'Use a PIN instead').click()
    await page.getByRole('textbox', { name: 'Account name' }).fill('Nobody Yet')
    // The time passes without any timer, as while a device sleeps: what the page does next is the first it notices.
    await page.clock.setSystemTime(Date.now() + 2 * 60_000)
    await button(page, 'Show PIN').click()
    await page.getByLabel('PIN', { exact: true }).waitFor()
    expectNoComplaints(lost)
  })
})
