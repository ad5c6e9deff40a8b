import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { expectAccessible } from '../support/accessible.ts'
import { PHONE } from '../support/browser.ts'
import { browserDevices } from '../support/devices.ts'
import { addSecurityKey, signUp } from '../support/people.ts'
import { readQr } from '../support/read-qr.ts'
import { commonSite } from '../support/sites.ts'

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name })
const heading = (page: Page, name: string) => page.getByRole('heading', { name, exact: true })

describe('every page in every state, for everybody', () => {
  const site = commonSite('embedded')
  const open = browserDevices()

  it('the ways in', async () => {
    const { page } = await open()
    await signUp((await open()).page, site.url, 'Alice Taken')
    for (const path of [
      '/',
      '/how-it-works',
      '/sign-in',
      '/sign-in?why=session-ended',
      '/sign-up',
      '/approve',
    ]) {
      await page.goto(site.url + path)
      await page.getByRole('heading', { level: 1 }).waitFor()
      await expectAccessible(page, path)
    }
    await page.goto(`${site.url}/sign-up`)
    await button(page, 'Create passkey').click()
    await page.getByText('Enter an account name.').waitFor()
    await expectAccessible(page, '/sign-up, without a name')
    await page.getByRole('textbox').fill('Alice Taken')
    await page.getByText('This account name is taken.').waitFor()
    await expectAccessible(page, '/sign-up, taken name')
  })

  it('[P137] from the QR code to the new passkey, on both sides', async () => {
    const [lost, phone] = await Promise.all([open(), open({ viewport: PHONE })])
    await signUp(phone.page, site.url, 'Alice Scans')
    await addSecurityKey(phone, 'Lost key')
    await lost.page.goto(`${site.url}/lost-passkey`)
    const code = await readQr(lost.page)
    for (const fold of await lost.page.locator('summary').all()) await fold.click()
    await expectAccessible(lost.page, 'codes, folds open')

    await phone.page.goto(code)
    await heading(phone.page, 'Another screen wants to sign in as Alice Scans').waitFor()
    await button(phone.page, 'Stop changes I didn’t make').waitFor()
    await expectAccessible(phone.page, 'ask')
    await button(phone.page, 'Continue').click()
    await heading(lost.page, 'Code accepted. Waiting for approval.').waitFor()
    await expectAccessible(lost.page, 'claimed')

    const dialog = phone.page.getByRole('dialog', { name: 'Replace a passkey?' })
    await dialog.getByRole('radio', { name: 'Lost key' }).check()
    await dialog.getByRole('button', { name: 'Approve', disabled: false }).waitFor()
    await expectAccessible(phone.page, 'dialog')
    await phone.page.keyboard.press('Escape')
    await button(phone.page, 'Look at the request').waitFor()
    await expectAccessible(phone.page, 'dialog put aside')
    await button(phone.page, 'Look at the request').click()
    await button(phone.page, 'Approve').click()

    await heading(lost.page, 'Is this your account?').waitFor()
    await expectAccessible(lost.page, 'confirm')
    await button(phone.page, 'Stop: this wasn’t me').waitFor()
    expect(await phone.page.getByRole('button', { name: /^Stop/ }).allInnerTexts()).to.deep.equal([
      'Stop: this wasn’t me',
    ])
    await expectAccessible(phone.page, 'approved')
    await button(lost.page, 'Create passkey').click()
    await heading(lost.page, 'Passkey created. One step left.').waitFor()
    await expectAccessible(lost.page, 'prove')
    await heading(phone.page, 'Now sign in on your other screen').waitFor()
    await expectAccessible(phone.page, 'created')
    await button(lost.page, 'Sign in with your new passkey').click()
    await lost.page.getByText('Welcome back, Alice Scans. Your new passkey works.').waitFor()
    await expectAccessible(lost.page, 'account on probation')
    await heading(phone.page, 'Your new passkey works').waitFor()
    // It is told, below the outcome, and not as a warning: the person has just approved it.
    await phone.page.locator('.notice-info').getByText('A passkey was added by recovery').waitFor()
    await expectAccessible(phone.page, 'done')
    await lost.page.goto(`${site.url}/approve`)
    await heading(lost.page, 'This device can’t approve').waitFor()
    await expectAccessible(lost.page, 'cannot approve')

    await phone.page.goto(`${site.url}/account`)
    await button(phone.page, 'I didn’t do this: freeze it Chrome on Linux 2').waitFor()
    await expectAccessible(phone.page, 'account with a banner')
    await button(phone.page, 'I didn’t do this: freeze it Chrome on Linux 2').click()
    await phone.page.getByText('A recovery is frozen').waitFor()
    await expectAccessible(phone.page, 'account, frozen')
  })

  it('the PINs of both devices, and the ends', async () => {
    const [lost, phone] = await Promise.all([open(), open({ viewport: PHONE })])
    await signUp(phone.page, site.url, 'Alice Types')
    await phone.page.goto(`${site.url}/approve`)
    await button(phone.page, 'Scan QR code').waitFor()
    await expectAccessible(phone.page, 'enter')
    await phone.page.getByRole('textbox', { name: 'PIN' }).fill('K7Q2-9XWD')
    await button(phone.page, 'Continue').click()
    await phone.page.getByText('This code doesn’t work.').waitFor()
    await expectAccessible(phone.page, 'refused code')

    await lost.page.goto(`${site.url}/lost-passkey`)
    await button(lost.page, 'Use a PIN instead').click()
    await expectAccessible(lost.page, 'PIN form')
    await lost.page.getByRole('textbox', { name: 'Account name' }).fill('Alice Types')
    await button(lost.page, 'Show PIN').click()
    const pin = await lost.page.getByLabel('PIN', { exact: true }).innerText()
    await expectAccessible(lost.page, 'PIN shown')

    await phone.page.getByRole('textbox', { name: 'PIN' }).fill(pin)
    await button(phone.page, 'Continue').click()
    await phone.page.getByLabel('PIN for the other device').waitFor()
    await phone.page.getByText('Why a PIN?').click()
    await expectAccessible(phone.page, 'return PIN')
    await lost.page.getByRole('textbox', { name: 'PIN from your other device' }).fill('0000000')
    await lost.page.getByText(/That’s not the PIN/).waitFor()
    await expectAccessible(lost.page, 'return PIN, wrong')
    await button(phone.page, 'Deny').click()
    await heading(phone.page, 'Request denied').waitFor()
    await expectAccessible(phone.page, 'denied here')
    await heading(lost.page, 'Your other device denied this request').waitFor()
    await expectAccessible(lost.page, 'denied there')
  })

  it('a second claimant', async () => {
    const [lost, one, two] = await Promise.all([open(), open(), open()])
    await signUp(one.page, site.url, 'Mallory')
    await signUp(two.page, site.url, 'Alice Second')
    await lost.page.goto(`${site.url}/lost-passkey`)
    const code = await readQr(lost.page)
    await Promise.all([one, two].map(({ page }) => page.goto(code)))
    await button(one.page, 'Continue').click()
    await one.page.getByRole('dialog').waitFor()
    await button(two.page, 'Continue').click()
    await heading(lost.page, 'Someone else used this code').waitFor()
    await lost.page.getByRole('textbox', { name: 'Account name' }).waitFor()
    await expectAccessible(lost.page, 'name wanted')
    await heading(one.page, 'Someone else used the same code').waitFor()
    await expectAccessible(one.page, 'second claimant, told')
  })

  it('the dialogs and forms of the account page', async () => {
    const device = await open()
    const { page } = device
    await signUp(page, site.url, 'Alice Owns')
    await button(page, /^Remove/).click()
    await expectAccessible(page, 'last passkey')
    await button(page, 'Close').click()
    await button(page, 'Add a passkey').click()
    await expectAccessible(page, 'adding')
    await button(page, 'Cancel').click()
    await addSecurityKey(device, 'Key')
    await button(page, 'Rename Key').click()
    await expectAccessible(page, 'renaming')
    await button(page, 'Cancel').click()
    await button(page, 'Remove Key').click()
    await expectAccessible(page, 'removing')
  })
})
