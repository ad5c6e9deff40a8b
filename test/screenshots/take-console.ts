/**
 * Takes the picture of the console for docs/console.md: a server of its own, a small attack on it by devices
 * without a browser, and an admin who watches.
 *
 *     npx tsx test/screenshots/take-console.ts
 */
import { rename } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { openSql } from '../../server/stores/sql/open-sql.ts'
import { launchBrowser, openDevice } from '../support/browser.ts'
import { PageDevice, qrOf } from '../support/page-device.ts'
import { signUp } from '../support/people.ts'
import { type Rekey, startRekey } from '../support/rekey.ts'
import { SignedInDevice } from '../support/signed-in-device.ts'

const IMAGE = fileURLToPath(new URL('../../docs/images/8-console.png', import.meta.url))
const ADMIN = 'alice'
/** One address from which someone floods, out of those that are set aside for documentation. */
const FLOODER = '203.0.113.7'

const site = await startRekey({ env: { ON_CONTENTION: 'lock' } })
const browser = await launchBrowser()
try {
  const { page } = await openDevice(browser, { viewport: { width: 1280, height: 1100 } })
  await signUp(page, site.url, ADMIN)
  await grantRole(site)
  await page.goto(`${site.url}/admin`)
  await page.getByRole('button', { name: 'Confirm with a passkey' }).click()
  await page.getByRole('heading', { name: 'Overview' }).waitFor()
  await Promise.all([flood(site.url), guess(site.url), copyCodes(site.url)])
  const overview = page.getByRole('region', { name: 'Overview' })
  for (const alarm of [/^PIN guessing/, / requests refused in /])
    await overview.getByText(alarm).first().waitFor()
  await shoot(page)
} finally {
  await browser.close()
  await site.stop()
}
// Devices that were refused are still connected.
process.exit()

async function grantRole({ folder }: Rekey): Promise<void> {
  const sql = await openSql({ file: join(folder, 'rekey.sqlite'), rpId: 'localhost' })
  const account = await sql.accounts.findByName(ADMIN)
  if (account) await sql.admins.grant(account.id, { action: 'admin-granted', accountId: account.id })
  await sql.close()
}

/** One network opens pages for as long as it is let, and then goes on trying. */
async function flood(url: string): Promise<void> {
  for (let at = 0; at < 200; at += 1) {
    const page = await new PageDevice(url, { address: FLOODER }).connect()
    const tries = at < 120 ? 1 : 4
    for (let time = 0; time < tries; time += 1) await page.open().catch(() => null)
  }
}

/** Eight accounts of one network guess PINs, until each session is stopped. */
async function guess(url: string): Promise<void> {
  for (let at = 0; at < 8; at += 1) {
    const device = await new SignedInDevice(url, { address: `198.51.100.${at + 1}` }).signUp(`guest ${at}`)
    for (let tries = 0; tries < 5; tries += 1) {
      const tab = await device.sameBrowser().connect()
      await tab.claim({ pin: '2222-2222' })
    }
  }
}

/** Someone uses the code of someone else's screen. */
async function copyCodes(url: string): Promise<void> {
  const page = await new PageDevice(url).connect()
  const code = qrOf(await page.open())
  for (const name of ['bea', 'carl']) {
    const device = await new SignedInDevice(url).signUp(name)
    await (await device.connect()).scan(code)
  }
}

async function shoot(page: Page): Promise<void> {
  await page.evaluate(() => document.fonts.ready)
  await page.waitForTimeout(2_500)
  await page.screenshot({ path: `${IMAGE}.draft`, type: 'png', animations: 'disabled', caret: 'hide' })
  await rename(`${IMAGE}.draft`, IMAGE)
  if (process.argv[2]) await page.screenshot({ path: process.argv[2], fullPage: true })
  console.log('docs/images/8-console.png')
}
