import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, afterEach, before } from 'mocha'
import puppeteer, { type Browser, type BrowserContext, type Page } from 'puppeteer-core'
import { type CuttableProxy, startCuttableProxy } from './cuttable-proxy.ts'
import { addFirefoxAuthenticator, MARIONETTE } from './firefox-authenticator.ts'
import { newAddress } from './new-address.ts'
import type { PasskeyDevice } from './passkey-device.ts'
import { requireProgram } from './server-process.ts'

/** Settings of `about:config`. */
export type Prefs = Readonly<Record<string, string | number | boolean>>

/** One container of Firefox is one device: its own cookies and its own network. */
export interface FirefoxDevice {
  readonly context: BrowserContext
  readonly page: Page
  readonly network: CuttableProxy
  /** What the pages of this device threw or logged as an error; what their policy stopped, too. */
  readonly complaints: string[]
  /** From now on it is signed in as this person, by the cookies of a device that has a passkey. */
  lend(person: PasskeyDevice, url: string): Promise<void>
}

/** Our sites are on loopback, which Firefox otherwise never asks a proxy for. */
const ALWAYS: Prefs = { 'network.proxy.allow_hijacking_localhost': true }

interface Running {
  readonly browser: Browser
  readonly stop: () => Promise<void>
}

let common: Promise<Running> | null = null

after(async () => (await common)?.stop())

/**
 * Debian's Firefox for the suite that calls this, common to all that ask for nothing special; each device that a test
 * opens with the result is closed after that test. When the test fails, the screens of its devices are kept.
 */
export function firefoxDevices(prefs?: Prefs): () => Promise<FirefoxDevice> {
  if (prefs) return devicesIn(() => launch(prefs))
  return devicesIn(async () => {
    common ??= launch({})
    return { ...(await common), stop: async () => {} }
  })
}

/** A Firefox of its own with an authenticator, which all of its devices share. */
export function firefoxWithPasskeys(): () => Promise<FirefoxDevice> {
  return devicesIn(async () => {
    const { args, prefs } = MARIONETTE
    const running = await launch(prefs, args)
    const leave = await addFirefoxAuthenticator(running.profile)
    return { ...running, stop: () => running.stop().finally(leave) }
  })
}

function devicesIn(start: () => Promise<Running>): () => Promise<FirefoxDevice> {
  let running: Running
  const opened: FirefoxDevice[] = []
  before(async () => {
    running = await start()
  })
  afterEach(async function () {
    const devices = opened.splice(0)
    if (this.currentTest?.state === 'failed') await keepScreens(devices)
    await Promise.all(devices.map(closeDevice))
  })
  after(() => running?.stop())
  return async () => {
    const device = await openDevice(running.browser)
    opened.push(device)
    return device
  }
}

async function launch(prefs: Prefs, args: readonly string[] = []): Promise<Running & { profile: string }> {
  const profile = mkdtempSync(join(tmpdir(), 'rekey-firefox-'))
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: requireProgram('firefox-esr'),
    userDataDir: profile,
    args: [...args],
    extraPrefsFirefox: { ...ALWAYS, ...prefs },
    defaultViewport: { width: 1280, height: 800 },
  })
  async function stop() {
    await browser.close()
    rmSync(profile, { recursive: true, force: true })
  }
  return { browser, profile, stop }
}

/** Firefox says so of each page that is left while its socket opens, and of each network that a test cuts. */
const SOCKET_CUT = /(can’t establish a connection to the server at|The connection to) wss?:/

async function openDevice(browser: Browser): Promise<FirefoxDevice> {
  const network = await startCuttableProxy(newAddress())
  const context = await browser.createBrowserContext({ proxyServer: new URL(network.url).host })
  const page = await context.newPage()
  const complaints: string[] = []
  const complain = (text: string) => SOCKET_CUT.test(text) || complaints.push(text)
  page.on('pageerror', (error) => complain(String(error)))
  page.on('console', (message) => message.type() === 'error' && complain(message.text()))
  return { context, page, network, complaints, lend: (person, url) => lend(context, person, url) }
}

async function lend(context: BrowserContext, { cookies }: PasskeyDevice, url: string): Promise<void> {
  const { hostname } = new URL(url)
  const [first, ...others] = [...cookies].map(([name, value]) => ({
    name,
    value,
    domain: hostname,
    path: '/',
    httpOnly: true,
    sameSite: 'Lax' as const,
  }))
  if (first) await context.setCookie(first, ...others)
}

async function closeDevice({ context, network }: FirefoxDevice): Promise<void> {
  await context.close()
  await network.close()
}

async function keepScreens(devices: readonly FirefoxDevice[]): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'rekey-failed-'))
  for (const [at, { page }] of devices.entries()) {
    const picture = await page.screenshot({ fullPage: true }).catch(() => null)
    if (picture) writeFileSync(join(folder, `${at}.png`), picture)
  }
  console.log(`      screens: ${folder}`)
}
