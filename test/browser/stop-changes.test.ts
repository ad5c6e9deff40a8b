import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { expectAccessible } from '../support/accessible.ts'
import { browserDevices } from '../support/devices.ts'
import { focusOn, tabAndPress } from '../support/keyboard.ts'
import {
  addSecurityKey,
  approve,
  createAndSignIn,
  expectNoComplaints,
  offerNothingByItself,
  passkeyRows,
  scanAndContinue,
  signUp,
} from '../support/people.ts'
import { commonSite } from '../support/sites.ts'

const STOP = 'Stop changes I didn’t make'
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const heading = (page: Page, name: string) => page.getByRole('heading', { name, exact: true })

describe('stopping changes that the owner did not make, in the browser', () => {
  const site = commonSite('embedded')
  const open = browserDevices()

  it('freezes a relayed recovery from a browser that never signed in, by one confirmation', async () => {
    const [phone, thief, fresh] = await Promise.all([open(), open(), open()])
    await signUp(phone.page, site.url, 'Alice Stops')
    const key = await addSecurityKey(phone, 'Own key')
    await thief.page.goto(`${site.url}/lost-passkey`)
    await scanAndContinue(phone.page, thief.page)
    await approve(phone.page)
    await createAndSignIn(thief.page, 'Alice Stops')

    const { page } = fresh
    await offerNothingByItself(page)
    await fresh.plugIn({ passkeys: key })
    await page.goto(`${site.url}/sign-in`)
    const before = await fresh.context.cookies()
    const thiefLeaves = thief.page.waitForURL(/why=session-ended/, { waitUntil: 'commit' })
    await tabAndPress(page, button(page, STOP))
    await focusOn(heading(page, 'Changes stopped'))
    await thiefLeaves
    await page.getByText('Alice Stops', { exact: true }).waitFor()
    await page.getByText(/, added by recovery, is frozen\. It can’t sign in\.$/).waitFor()
    await page.getByText('1 device was signed out.').waitFor()
    await expectAccessible(page, 'changes stopped')
    // No session came of it.
    expect(await fresh.context.cookies()).to.deep.equal(before)

    await button(page, 'Try another passkey').click()
    await focusOn(heading(page, 'Sign in'))
    await button(page, STOP).click()
    await focusOn(heading(page, 'Nothing to stop'))
    await page.getByRole('link', { name: 'Sign in' }).click()
    await button(page, 'Sign in with a passkey').click()
    await button(page, 'Not now').click()
    await page.getByText('A recovery is frozen').waitFor()
    await button(page, 'Remove the new passkey Chrome on Linux 2').click()
    await page.getByText('The new passkey was removed.').waitFor()
    await passkeyRows(page).filter({ hasText: 'Removed' }).waitFor()
    expectNoComplaints(phone, thief, fresh)
  })

  it('shows the same to everybody, and says why a passkey stops nothing', async () => {
    const [phone, stranger] = await Promise.all([open(), open()])
    const { page } = stranger
    await offerNothingByItself(page)
    await page.goto(`${site.url}/sign-in`)
    await button(page, STOP).click()
    await page.getByText('The passkey window was closed, or there was no matching passkey.').waitFor()

    await signUp(phone.page, site.url, 'Alice Freezes')
    const key = await addSecurityKey(phone, 'Their key')
    await button(phone.page, STOP).click()
    await phone.page
      .getByText('“Their key”, added on the account page, is frozen.', { exact: false })
      .waitFor()
    await passkeyRows(phone.page).filter({ hasText: 'Frozen' }).waitFor()
    await stranger.plugIn({ passkeys: key })
    await button(page, STOP).click()
    await page.getByText('This passkey can’t stop anything, because it’s suspended.').waitFor()
    await expectAccessible(page, '/sign-in, nothing stopped')
  })
})
