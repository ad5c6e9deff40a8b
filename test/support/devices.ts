import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, afterEach, before } from 'mocha'
import type { Browser } from 'playwright-core'
import { type BrowserDevice, type DeviceOptions, launchBrowser, openDevice } from './browser.ts'

let common: Promise<Browser> | null = null

after(async () => (await common)?.close())

/**
 * One browser for all suites of the run, since contexts share nothing; each device that a test opens with the
 * result is closed after that test. When the test fails, the screens of its devices are kept.
 */
export function browserDevices(): (device?: DeviceOptions) => Promise<BrowserDevice> {
  let browser: Browser
  const opened: BrowserDevice[] = []
  before(async () => {
    common ??= launchBrowser()
    browser = await common
  })
  afterEach(async function () {
    const devices = opened.splice(0)
    if (this.currentTest?.state === 'failed') await keepScreens(devices)
    await Promise.all(devices.map(({ context }) => context.close()))
  })
  return async (device) => {
    const one = await openDevice(browser, device)
    opened.push(one)
    return one
  }
}

async function keepScreens(devices: readonly BrowserDevice[]): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'rekey-failed-'))
  for (const [at, { page }] of devices.entries()) {
    await page.screenshot({ path: join(folder, `${at}.png`), fullPage: true }).catch(() => {})
  }
  console.log(`      screens: ${folder}`)
}
