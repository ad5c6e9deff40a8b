/**
 * Drives the real flow in Chromium, with a virtual authenticator for each device, and takes the documents'
 * pictures of it:
 *
 *     npx tsx test/screenshots/take-screenshots.ts [address [arguments for Chromium]]
 *
 * Without an address it starts a server of its own, which then warns that a phone cannot reach it. So the
 * pictures come from a running site on https, as docs/operate.md sets it up.
 */
import { rename } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { type Browser, chromium, type Page } from 'playwright-core'
import { type BrowserDevice, openDevice } from '../support/browser.ts'
import { addSecurityKey, approve, createAndSignIn, scanAndContinue, signUp } from '../support/people.ts'
import { startRekey } from '../support/rekey.ts'
import { requireProgram } from '../support/server-process.ts'

const FOLDER = fileURLToPath(new URL('../../docs/images/', import.meta.url))
const PHONE = { width: 390, height: 780 }
const DESKTOP = { width: 960, height: 720 }

const [address, ...chromiumArguments] = process.argv.slice(2)
const own = address === undefined ? await startRekey() : null
const browser = await chromium.launch({
  executablePath: requireProgram('chromium'),
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', ...chromiumArguments],
})
try {
  await loseAndReplace(browser, address ?? own?.url ?? '')
} finally {
  await browser.close()
  await own?.stop()
}

async function loseAndReplace(browser: Browser, url: string): Promise<void> {
  // A name that nobody took in an earlier run, and still one that a person could have.
  const account = `alice-${String(Date.now()).slice(-4)}`
  const phone = await openDevice(browser, { viewport: PHONE })
  const computer = await openDevice(browser, { viewport: DESKTOP })
  await signUp(phone.page, url, account)
  await addSecurityKey(phone, 'Laptop')
  await replaceByQr(phone, computer, url, account)
  await replaceByPin(phone, browser, url, account)
}

async function replaceByQr(
  phone: BrowserDevice,
  computer: BrowserDevice,
  url: string,
  account: string,
): Promise<void> {
  await computer.page.goto(`${url}/lost-passkey`)
  await computer.page.getByRole('img', { name: 'QR code' }).waitFor()
  await shoot(computer.page, '1-lost-passkey')
  await scanAndContinue(phone.page, computer.page)
  const dialog = phone.page.getByRole('dialog', { name: 'Replace a passkey?' })
  await dialog.getByRole('radio', { name: 'Laptop' }).check()
  // Approve becomes possible once the dialog was visible for a second.
  await phone.page.waitForTimeout(1_500)
  // People scroll through it; a picture cannot.
  await phone.page.setViewportSize({ ...PHONE, height: 1_240 })
  await shoot(phone.page, '2-approve')
  await phone.page.setViewportSize(PHONE)
  await shoot(computer.page, '2-scanned')
  await approve(phone.page)
  await computer.page.getByRole('heading', { name: 'Is this your account?' }).waitFor()
  await shoot(computer.page, '3-confirm')
  await createAndSignIn(computer.page, account)
  await shoot(computer.page, '4-account')
  await phone.page.goto(`${url}/account`)
  await phone.page.getByRole('heading', { name: 'Passkeys', exact: true }).waitFor()
  await shoot(phone.page, '5-told')
}

/** As far as the PINs on both devices. */
async function replaceByPin(
  phone: BrowserDevice,
  browser: Browser,
  url: string,
  account: string,
): Promise<void> {
  const { page } = await openDevice(browser, { viewport: DESKTOP, colorScheme: 'dark' })
  await page.goto(`${url}/lost-passkey`)
  await page.getByRole('button', { name: 'Use a PIN instead' }).click()
  await page.getByRole('textbox', { name: 'Account name' }).fill(account)
  await page.getByRole('button', { name: 'Show PIN' }).click()
  const pin = await page.getByLabel('PIN', { exact: true }).innerText()
  await shoot(page, '6-pin')
  // The tab remembers the claim that it held; this is about another one.
  await phone.page.evaluate(() => sessionStorage.clear())
  await phone.page.goto(`${url}/approve`)
  await phone.page.getByRole('textbox', { name: 'PIN', exact: true }).fill(pin)
  await phone.page.getByRole('button', { name: 'Continue' }).click()
  await phone.page.getByLabel('PIN for the other device').waitFor()
  await shoot(phone.page, '7-return-pin')
}

/** What stands on the screen, whole or not at all. */
async function shoot(page: Page, name: string): Promise<void> {
  await page.evaluate(() => document.fonts.ready)
  await page.waitForTimeout(300)
  const draft = `${FOLDER}${name}.draft`
  await page.screenshot({ path: draft, type: 'png', animations: 'disabled', caret: 'hide' })
  await rename(draft, `${FOLDER}${name}.png`)
  console.log(`docs/images/${name}.png`)
}
