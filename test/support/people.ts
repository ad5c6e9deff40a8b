import { expect } from 'chai'
import type { Locator, Page } from 'playwright-core'
import type { BrowserDevice, Passkeys } from './browser.ts'
import { readQr } from './read-qr.ts'

// What people do on the pages, in the visible names that docs/spec/protocol.md promises.

/** On the row of the passkey that signed in here. */
export const USED_HERE = /This device|In use here/

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })

export async function signUp(page: Page, url: string, name: string): Promise<void> {
  await page.goto(`${url}/sign-up`)
  await page.getByRole('textbox', { name: 'Account name' }).fill(name)
  await button(page, 'Create passkey').click()
  await page.waitForURL('**/account')
  await page.getByRole('heading', { name: 'Passkeys', exact: true }).waitFor()
}

/** Gives the account a second passkey under a name of its own, on a security key that is then taken away. */
export async function addSecurityKey({ page, plugIn }: BrowserDevice, name: string): Promise<Passkeys> {
  const rows = passkeyRows(page)
  // The heading comes before the list: rows that were counted too early would name an older passkey.
  await rows.first().waitFor()
  const newest = rows.nth(await rows.count())
  await button(page, 'Add a passkey').click()
  await button(page, 'Confirm with a passkey').click()
  await button(page, 'Create passkey').waitFor()
  const takeAway = await plugIn()
  await button(page, 'Create passkey').click()
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
  const held = await takeAway()
  // Not by the mouse: the page grows by what is told of the new passkey, and moves under it.
  await newest.getByRole('button', { name: 'Rename' }).dispatchEvent('click')
  await page.getByRole('textbox', { name: 'New name' }).fill(name)
  await button(page, 'Save').click()
  await button(page, `Rename ${name}`).waitFor()
  return held
}

/**
 * Takes the browser's own offer to sign in from the pages to come: a virtual authenticator accepts it at the first
 * sign of a person.
 */
export async function offerNothingByItself(page: Page): Promise<void> {
  await page.addInitScript(() => {
    PublicKeyCredential.isConditionalMediationAvailable = async () => false
  })
}

export async function signIn(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/sign-in`)
  await button(page, 'Sign in with a passkey').click()
  await onAccount(page)
}

/** The account page is there. */
export async function onAccount(page: Page): Promise<void> {
  await page.waitForURL('**/account')
  await page.getByRole('heading', { name: 'Passkeys', exact: true }).waitFor()
}

/** The same with a passkey from elsewhere. The person wants none on this device. */
export async function signInFromElsewhere(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/sign-in`)
  await button(page, 'Sign in with a passkey').click()
  await button(page, 'Not now').click()
  await onAccount(page)
}

/**
 * Opens the account page of a browser that is signed out, which leads to sign-in. The page leaves before it has
 * loaded, so nobody waits for that.
 */
export async function openSignedOut(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/account`, { waitUntil: 'commit' })
  await page.waitForURL(/\/sign-in\?return_to=/)
}

/** Signs in with what is on a security key. It stays plugged in until the result is called. */
export async function signInWithKey(
  { page, plugIn }: BrowserDevice,
  url: string,
  passkeys: Passkeys,
): Promise<() => Promise<Passkeys>> {
  const takeAway = await plugIn({ passkeys })
  await signInFromElsewhere(page, url)
  return takeAway
}

/** Opens the code of the other screen, as a phone's camera app does, and taps Continue. */
export async function scanAndContinue(approving: Page, requesting: Page): Promise<void> {
  await approving.goto(await readQr(requesting))
  await button(approving, 'Continue').click()
}

/** Gets a PIN for an account name on the requesting page, and types it on the other device. */
export async function typePinAndContinue(approving: Page, requesting: Page, account: string): Promise<void> {
  await button(requesting, 'Use a PIN instead').click()
  await requesting.getByRole('textbox', { name: 'Account name' }).fill(account)
  await button(requesting, 'Show PIN').click()
  const pin = await requesting.getByLabel('PIN', { exact: true }).innerText()
  await approving.getByRole('textbox', { name: 'PIN', exact: true }).fill(pin)
  await button(approving, 'Continue').click()
}

/** Reads the return PIN off the approving device and types it on the requesting page. */
export async function typeReturnPin(approving: Page, requesting: Page): Promise<void> {
  const pin = await approving.getByLabel('PIN for the other device').innerText()
  await requesting.getByRole('textbox', { name: 'PIN from your other device' }).fill(pin)
}

/** In the dialog: picks the lost passkey, if one is named, and approves. */
export async function approve(page: Page, lostPasskey?: string): Promise<void> {
  const dialog = page.getByRole('dialog', { name: /Replace a passkey\?|Add a passkey\?/ })
  await dialog.waitFor()
  if (lostPasskey) await dialog.getByRole('radio', { name: lostPasskey }).check()
  await dialog.getByRole('button', { name: 'Approve', exact: true }).click()
}

/** On the requesting page: confirms the account, creates the passkey and signs in with it. */
export async function createAndSignIn(page: Page, account: string): Promise<void> {
  await page.getByRole('heading', { name: 'Is this your account?' }).waitFor()
  await page.getByText(account, { exact: true }).waitFor()
  await button(page, 'Create passkey').click()
  await button(page, 'Sign in with your new passkey').click()
  await page.waitForURL('**/account')
  await page.getByRole('heading', { name: 'Passkeys', exact: true }).waitFor()
}

/** The account has a new passkey, and the lost one is suspended. */
export async function expectReplaced(page: Page, lostPasskey: string): Promise<void> {
  const rows = await passkeyRows(page).allInnerTexts()
  expect(rows).to.have.length(3)
  const suspended = rows.filter((row) => row.includes('Suspended'))
  expect(suspended).to.have.length(1)
  expect(suspended[0]).to.include(lostPasskey)
  expect(rows.filter((row) => USED_HERE.test(row))).to.have.length(1)
}

/** The rows of the section "Passkeys", oldest first. */
export function passkeyRows(page: Page): Locator {
  return page.getByRole('region', { name: 'Passkeys' }).getByRole('listitem')
}

/** Those of them that can sign in. */
export function workingPasskeys(page: Page): Locator {
  return passkeyRows(page).filter({ hasNotText: /Suspended|Removed|Frozen|Not active yet/ })
}

/** No page may throw or be stopped by its own security policy. */
export function expectNoComplaints(...devices: { complaints: readonly string[] }[]): void {
  expect(devices.flatMap(({ complaints }) => complaints)).to.deep.equal([])
}
