import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { claimed } from '../../web/methods/pairing/requesting/messages/later.ts'
import type { BrowserDevice } from '../support/browser.ts'
import { browserDevices } from '../support/devices.ts'
import { holdableLine } from '../support/holdable-line.ts'
import { focusOn } from '../support/keyboard.ts'
import {
  approve,
  passkeyRows,
  scanAndContinue,
  signIn,
  signUp,
  typePinAndContinue,
} from '../support/people.ts'
import { readQr } from '../support/read-qr.ts'
import { commonSite } from '../support/sites.ts'

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const heading = (page: Page, name: string) => page.getByRole('heading', { name, exact: true })

describe('saying no, in the browser', () => {
  const site = commonSite('embedded')
  const open = browserDevices()
  let requesting: BrowserDevice
  let approving: BrowserDevice

  beforeEach(async () => {
    ;[requesting, approving] = await Promise.all([open(), open()])
  })

  async function ask(account: string): Promise<void> {
    await signUp(approving.page, site.url, account)
    await requesting.page.goto(`${site.url}/lost-passkey`)
    await scanAndContinue(approving.page, requesting.page)
  }

  /** The page starts again with one press, and a new code. */
  async function expectNewCode({ page }: BrowserDevice, old?: string): Promise<void> {
    await button(page, 'Start again').click()
    expect(await readQr(page)).not.to.equal(old)
  }

  async function expectUnchanged(account: Page): Promise<void> {
    await account.goto(`${site.url}/account`)
    await passkeyRows(account).first().waitFor()
    expect(await passkeyRows(account).count()).to.equal(1)
  }

  it('Deny ends the request, and the other screen starts again with one press', async () => {
    await ask('Alice Denies')
    await button(approving.page, 'Deny').click()
    await heading(approving.page, 'Request denied').waitFor()
    await heading(requesting.page, 'Your other device denied this request').waitFor()
    await expectNewCode(requesting)
    await expectUnchanged(approving.page)
  })

  it('"I didn’t start this" is told to both', async () => {
    await ask('Alice Reports')
    await button(approving.page, 'I didn’t start this').click()
    await heading(approving.page, 'Request stopped and reported').waitFor()
    await heading(requesting.page, 'Your other device reported this request').waitFor()
    await expectUnchanged(approving.page)
    await approving.page
      .getByRole('region', { name: 'Security news' })
      .getByText('You reported a request.')
      .waitFor()
  })

  it('stops after approval too, before the passkey is created', async () => {
    await ask('Alice Regrets')
    await approve(approving.page)
    await heading(requesting.page, 'Is this your account?').waitFor()
    await button(approving.page, 'Stop: this wasn’t me').click()
    await heading(requesting.page, 'Your other device reported this request').waitFor()
    await expectUnchanged(approving.page)
  })

  it('"No, this isn’t my account" creates nothing, and warns the other device', async () => {
    await ask('Trudy')
    await approve(approving.page)
    await requesting.page.getByText('Trudy', { exact: true }).waitFor()
    await button(requesting.page, 'No, this isn’t my account').click()
    await heading(requesting.page, 'You said this isn’t your account').waitFor()
    await heading(approving.page, 'The other screen said it’s not their account').waitFor()
    await approving.page.getByText(/It’s a scam/).waitFor()
    await expectNewCode(requesting)
    await expectUnchanged(approving.page)
  })

  it('burns a request after three wrong return PINs, and says how to go on', async () => {
    const { page } = requesting
    const line = await holdableLine(page)
    await signUp(approving.page, site.url, 'Alice Wrong')
    await approving.page.goto(`${site.url}/approve`)
    await page.goto(`${site.url}/lost-passkey`)
    await typePinAndContinue(approving.page, page, 'Alice Wrong')
    const right = (await approving.page.getByLabel('PIN for the other device').innerText()).replace(/\D/g, '')
    const wrong = right === '0000000' ? '1111111' : '0000000'
    const box = page.getByRole('textbox', { name: 'PIN from your other device' })
    // Whatever is pasted has an answer, and what cannot be a PIN costs no try.
    const { malformed, tooShort } = claimed
    for (const [pasted, said] of [
      [`${right}0`, malformed],
      ['123.4567', malformed],
      ['\u202a123 456\u202c', tooShort(6)],
      ['K7Q2-9XWD', malformed],
      ['', tooShort(0)],
    ] as const) {
      await box.fill(pasted)
      if (!pasted) await box.press('Enter')
      await page.getByRole('alert').filter({ hasText: said }).waitFor()
    }
    // On a slow line, a digit too many that is deleted again is no second try.
    line.hold()
    await box.fill(wrong)
    await page.getByRole('status').filter({ hasText: 'Checking…' }).waitFor()
    await box.press('End')
    await page.keyboard.type('0')
    await box.press('Backspace')
    line.letGo()
    await page.getByText('That’s not the PIN. You have 2 tries left.').waitFor()
    await box.fill(wrong)
    await page.getByText('That’s not the PIN. You have one try left.').waitFor()
    expect(line.sent('return-pin')).to.equal(2)
    await box.fill(wrong)
    await heading(page, 'This code no longer works').waitFor()
    await heading(approving.page, 'Too many wrong PINs on the other screen').waitFor()
    await button(page, 'Start again').click()
    await page.getByRole('img', { name: 'QR code' }).waitFor()
  })

  it('answers no name, and a novel, where one is asked for, and goes on', async () => {
    const { page } = requesting
    await page.goto(`${site.url}/lost-passkey`)
    await button(page, 'Use a PIN instead').click()
    const box = page.getByRole('textbox', { name: 'Account name' })
    await button(page, 'Show PIN').click()
    await page.getByRole('alert').filter({ hasText: 'The name is empty.' }).waitFor()
    // More than a message carries: it would end the connection.
    await box.fill('x'.repeat(9_000))
    await button(page, 'Show PIN').click()
    await page.getByRole('alert').filter({ hasText: 'This name is too long.' }).waitFor()
    await box.fill('\u202dAlice Anywhere\u202c')
    await button(page, 'Show PIN').click()
    await page.getByText('The PIN and QR code now only work for the account “Alice Anywhere”.').waitFor()
  })

  it('refuses a code that is dead with a warning of tricks, before and after signing in', async () => {
    const { page } = approving
    await signUp(page, site.url, 'Alice Late')
    await requesting.page.goto(`${site.url}/lost-passkey`)
    const dead = await readQr(requesting.page)
    await requesting.page.reload()
    await readQr(requesting.page)
    const warning = 'Did someone send you this code, or ask you to scan or type it?'
    for (const address of [dead, dead.slice(0, -1)]) {
      await page.goto(`${site.url}/account`)
      await page.goto(address)
      await page.getByText('This code doesn’t work.').waitFor()
      await page.getByText(warning).waitFor()
    }
    await page.goto(`${site.url}/account`)
    await button(page, 'Sign out').click()
    await page.waitForURL(`${site.url}/`)
    await page.goto(dead)
    await page.getByText(warning).waitFor()
    await signIn(page, site.url)
    await page.goto(`${site.url}/approve`)
    await page.getByRole('textbox', { name: 'PIN', exact: true }).fill('K7Q2-9XWD')
    await button(page, 'Continue').click()
    await page.getByText(warning).waitFor()
  })

  it('says why a PIN did not work where it was typed, in sight on a small phone', async () => {
    const { page } = approving
    await page.setViewportSize({ width: 320, height: 568 })
    await signUp(page, site.url, 'Alice Mistypes')
    await page.goto(`${site.url}/approve`)
    const box = page.getByRole('textbox', { name: 'PIN', exact: true })
    await box.fill('K7Q2')
    await button(page, 'Continue').click()
    await focusOn(box)
    // The keyboard of the phone takes the rest.
    await page.setViewportSize({ width: 320, height: 300 })
    await box.fill('K7Q2-9XWD')
    await button(page, 'Continue').click()
    const said = page.getByRole('alert').filter({ hasText: 'This code doesn’t work.' })
    await said.waitFor()
    expect(await said.count()).to.equal(1)
    const { y, height } = (await said.getByText('This code doesn’t work.').boundingBox())!
    expect(y >= 0 && y + height <= 300, `from ${y} to ${y + height}`).to.equal(true)
    // A scan that fails is no PIN, and is said at the top as before.
    await page.goto(`${site.url}/account`)
    await page.goto(`${site.url}/approve#q=damaged`)
    await said.waitFor()
    expect((await said.boundingBox())!.y).to.be.below((await box.boundingBox())!.y)
  })
})
