import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, afterEach, before } from 'mocha'
import type { Browser } from 'playwright-core'
import {
  type BrowserDevice,
  type BrowserOptions,
  type DeviceOptions,
  launchBrowser,
  openDevice,
} from './browser.ts'

/**
 * One browser for the suite that calls this; each device that a test opens with the result is closed after
 * that test. When the test fails, the screens of its devices are kept.
 */
export function browserDevices(
  options: BrowserOptions = {},
): (device?: DeviceOptions) => Promise<BrowserDevice> {
  let browser: Browser
  const opened: BrowserDevice[] = []
  before(async () => {
    browser = await launchBrowser(options)
  })
  afterEach(async function () {
    const devices = opened.splice(0)
    if (this.currentTest?.state === 'failed') await keepScreens(devices)
    await Promise.all(devices.map(({ context }) => context.close()))
  })
  after(() => browser?.close())
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
