import { type Browser, type BrowserContext, type CDPSession, chromium, type Page } from 'playwright-core'
import { startCuttableProxy } from './cuttable-proxy.ts'
import { newAddress } from './new-address.ts'
import { requireProgram } from './server-process.ts'
import { bySize } from './size.ts'

/** What Chromium needs on a machine with no screen, no GPU and a closed network. */
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

export interface BrowserOptions {
  /** A .y4m file that stands in for the camera; it is read when the camera opens. */
  readonly cameraFile?: string
}

/**
 * Starts Debian's Chromium without window, menus and address bar, which take a fifth of its work. Each test file
 * that calls this closes it in its `after`.
 */
export function launchBrowser({ cameraFile }: BrowserOptions = {}): Promise<Browser> {
  const camera = cameraFile
    ? [
        '--use-fake-ui-for-media-stream',
        '--use-fake-device-for-media-stream',
        `--use-file-for-fake-video-capture=${cameraFile}`,
      ]
    : []
  return chromium.launch({
    executablePath: requireProgram('chromium-headless-shell'),
    args: [...ARGUMENTS, ...camera],
  })
}

/** How long a test waits for anything on a page: long, for other suites use the same two cores. */
const PATIENCE_MS = 20_000

export const PHONE = { width: 390, height: 844 }
export const DESKTOP = { width: 1280, height: 800 }

/** Something that turns takes as much of a processor as the test does that waits for it. */
const MOTION = bySize({ short: 'reduce', long: 'no-preference', full: 'no-preference' } as const)

export interface DeviceOptions {
  readonly viewport?: { readonly width: number; readonly height: number }
  readonly colorScheme?: 'light' | 'dark'
  /** What it calls itself, if not what it is. */
  readonly userAgent?: string
  /**
   * An HTTP proxy that all of the device's traffic goes through, loopback too. Without one it has a proxy that
   * gives it an address of its own, for devices on one network are neighbours.
   */
  readonly proxy?: string
}

/** One browser context is one device: its own cookies, its own authenticator, its own tabs. */
export interface BrowserDevice {
  readonly context: BrowserContext
  readonly page: Page
  /** What the pages of this device threw or logged as an error. */
  readonly complaints: string[]
  /**
   * Plugs in a security key, or holds a phone close (`hybrid`); it then answers alone. Calling the result
   * takes it away, and gives what it holds.
   */
  plugIn(key?: { transport?: 'usb' | 'hybrid'; passkeys?: Passkeys }): Promise<() => Promise<Passkeys>>
}

/** What an authenticator holds, as the browser's own protocol gives and takes it. */
export type Passkeys = readonly {
  readonly credentialId: string
  readonly isResidentCredential: boolean
  readonly privateKey: string
  readonly signCount: number
  readonly rpId?: string
  readonly userHandle?: string
}[]

export async function openDevice(browser: Browser, options: DeviceOptions = {}): Promise<BrowserDevice> {
  const { viewport = DESKTOP, colorScheme = 'light', userAgent } = options
  const network = options.proxy === undefined ? await startCuttableProxy(newAddress()) : null
  const server = options.proxy ?? network?.url ?? ''
  const context = await browser.newContext({
    viewport,
    colorScheme,
    reducedMotion: MOTION,
    ...(userAgent !== undefined && { userAgent }),
    proxy: { server, bypass: '<-loopback>' },
  })
  context.once('close', () => void network?.close())
  context.setDefaultTimeout(PATIENCE_MS)
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(String(error)))
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
  const cdp = await context.newCDPSession(page)
  await cdp.send('WebAuthn.enable')
  const builtIn = await addAuthenticator(cdp, 'internal')
  return { context, page, complaints, plugIn: (key = {}) => plugIn(cdp, builtIn, key) }
}

/** Answers at once, for a user who is verified; discoverable. */
async function addAuthenticator(cdp: CDPSession, transport: 'internal' | 'usb' | 'hybrid'): Promise<string> {
  const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport,
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  return authenticatorId
}

async function plugIn(
  cdp: CDPSession,
  builtIn: string,
  { transport = 'usb', passkeys = [] }: { transport?: 'usb' | 'hybrid'; passkeys?: Passkeys },
): Promise<() => Promise<Passkeys>> {
  // While it is there, nobody touches the device's own authenticator.
  const touch = (enabled: boolean) =>
    cdp.send('WebAuthn.setAutomaticPresenceSimulation', { authenticatorId: builtIn, enabled })
  const authenticatorId = await addAuthenticator(cdp, transport)
  for (const credential of passkeys) await cdp.send('WebAuthn.addCredential', { authenticatorId, credential })
  await touch(false)
  return async () => {
    const held = await passkeysOn(cdp, authenticatorId)
    await cdp.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId })
    await touch(true)
    return held
  }
}

async function passkeysOn(cdp: CDPSession, authenticatorId: string): Promise<Passkeys> {
  const { credentials } = await cdp.send('WebAuthn.getCredentials', { authenticatorId })
  return credentials
}
