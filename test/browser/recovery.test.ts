import { expect } from 'chai'
import type { Page } from 'playwright-core'
import type { BrowserDevice } from '../support/browser.ts'
import { browserDevices } from '../support/devices.ts'
import {
  addSecurityKey,
  approve,
  createAndSignIn,
  expectNoComplaints,
  passkeyRows,
  scanAndContinue,
  signInWithKey,
  signUp,
  workingPasskeys,
} from '../support/people.ts'
import { commonSite } from '../support/sites.ts'

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
/** The recovered passkey is called so by what it was made on; buttons say its name to those who only hear them. */
const FREEZE = 'I didn’t do this: freeze it Chrome on Linux 2'

/** On its first day, to whoever came back. */
const WELCOME = /^Welcome back, Alice .*\. Your new passkey works\.$/

describe('after a recovery, in the browser', () => {
  const site = commonSite('embedded')
  const open = browserDevices()
  let phone: BrowserDevice
  let laptop: BrowserDevice
  let stranger: BrowserDevice

  /**
   * The phone lets the stranger's device in, in place of a lost key; the laptop is signed in as well.
   */
  async function recover(account: string): Promise<void> {
    ;[phone, laptop, stranger] = await Promise.all([open(), open(), open()])
    await signUp(phone.page, site.url, account)
    const key = await addSecurityKey(phone, 'Laptop key')
    await addSecurityKey(phone, 'Lost key')
    await signInWithKey(laptop, site.url, key)
    await stranger.page.goto(`${site.url}/lost-passkey`)
    await scanAndContinue(phone.page, stranger.page)
    const dialog = phone.page.getByRole('dialog', { name: 'Replace a passkey?' })
    await dialog.getByRole('checkbox', { name: /Sign out other devices/ }).uncheck()
    await approve(phone.page, 'Lost key')
    await createAndSignIn(stranger.page, account)
  }

  /** The recovered device's page leaves by itself after `act`; the protocol tests say how fast, [P49]. */
  async function expectSignedOut(page: Page, act: () => Promise<void>): Promise<void> {
    const gone = page.waitForURL(/why=session-ended/, { timeout: 10_000, waitUntil: 'commit' })
    await Promise.all([gone, act()])
  }

  it('is told at once on every signed-in device; freezing stops the new passkey, and undoing restores', async () => {
    await recover('Alice Undoes')
    // Both pages were open before the recovery, and nobody loaded them again.
    const told = 'A passkey was added by recovery'
    await laptop.page.getByText(told).waitFor()
    await phone.page.getByText(told).waitFor()
    expect(new URL(phone.page.url()).pathname).to.equal('/approve')

    await expectSignedOut(stranger.page, () => button(laptop.page, FREEZE).click())
    await laptop.page.getByText('A recovery is frozen').waitFor()
    await phone.page.getByText('A recovery is frozen').waitFor()
    await button(stranger.page, 'Sign in with a passkey').click()
    await stranger.page.getByText('This passkey is suspended').waitFor()

    // Lost was said by the phone, whose passkey is older: the laptop's takes nothing back that it did.
    await phone.page.goto(`${site.url}/account`)
    await phone.page.getByRole('checkbox', { name: 'Also let “Lost key” work again' }).check()
    await button(phone.page, 'Remove the new passkey Chrome on Linux 2').click()
    await phone.page.getByText('The new passkey was removed.').waitFor()
    await laptop.page.getByText('A recovery is frozen').waitFor({ state: 'detached' })
    expect(await workingPasskeys(laptop.page).count()).to.equal(3)
    expect(await passkeyRows(laptop.page).filter({ hasText: 'gone for good' }).count()).to.equal(1)
    expectNoComplaints(laptop)
  })

  it('lets nothing be changed by the new passkey, and works again once the freeze is lifted', async () => {
    await recover('Alice Waits')
    await stranger.page.getByText(WELCOME).waitFor()
    const limits = stranger.page.getByText(/^What you can’t do until tomorrow at /)
    await stranger.page.getByText('Add, rename or remove passkeys').waitFor({ state: 'hidden' })
    await limits.focus()
    await stranger.page.keyboard.press('Enter')
    await stranger.page.getByText('Add, rename or remove passkeys').waitFor()
    for (const name of [/^Add a passkey/, /^Rename/, /^Remove/, /^End/, /^I didn’t do this/]) {
      expect(await stranger.page.getByRole('button', { name }).count(), String(name)).to.equal(0)
    }
    await stranger.page.goto(`${site.url}/approve`)
    await stranger.page.getByRole('heading', { name: 'This device can’t approve' }).waitFor()
    await stranger.page.goto(`${site.url}/account`)
    // Before it has shown the account, it knows of no session that could end.
    await stranger.page.getByText(WELCOME).waitFor()

    await expectSignedOut(stranger.page, () => button(laptop.page, FREEZE).click())
    await laptop.page
      .getByText(/froze it. To unfreeze it, confirm with that passkey or an older one./)
      .waitFor()
    await button(laptop.page, 'It was me: unfreeze it Chrome on Linux 2').click()
    await laptop.page.getByText('Unfrozen. The new passkey works again.').waitFor()
    await button(stranger.page, 'Sign in with a passkey').click()
    await stranger.page.getByText(WELCOME).waitFor()
    await button(laptop.page, FREEZE).waitFor()
  })

  it('restores a lost passkey that was found again', async () => {
    await recover('Alice Finds')
    await phone.page.goto(`${site.url}/account`)
    const found = passkeyRows(phone.page).filter({ hasText: 'Lost key' })
    await found.getByText('Suspended').waitFor()
    await found.getByRole('button', { name: 'Restore Lost key' }).click()
    await phone.page.getByText('Passkey restored. It works again.').waitFor()
    await workingPasskeys(phone.page).filter({ hasText: 'Lost key' }).waitFor()
  })
})
