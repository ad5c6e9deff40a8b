import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { expectAccessible } from '../support/accessible.ts'
import { type BrowserDevice, PHONE } from '../support/browser.ts'
import { browserDevices } from '../support/devices.ts'
import { focusOn, tabAndPress } from '../support/keyboard.ts'
import { addSecurityKey, expectNoComplaints, signInWithKey, signUp } from '../support/people.ts'
import { runSql } from '../support/run-sql.ts'
import { embeddedSite } from '../support/sites.ts'

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const DELETED = /^This account will be deleted /

describe('changes of the account itself', () => {
  const site = embeddedSite()
  const open = browserDevices()

  /** Renames the account without a pointer. */
  async function rename(page: Page, name: string): Promise<void> {
    await tabAndPress(page, button(page, 'Rename account'))
    const field = page.getByRole('textbox', { name: 'New account name' })
    await focusOn(field)
    await field.fill(name)
    await page.keyboard.press('Enter')
  }

  /** What the password manager was told since the page was loaded, as soon as it was told that much. */
  async function expectTold(page: Page, names: readonly string[]): Promise<void> {
    const told = await page.waitForFunction((many) => {
      const { told } = globalThis as unknown as { told: string[] }
      return told.length >= many && told
    }, names.length)
    expect(await told.jsonValue()).to.deep.equal(names)
  }

  /** The first device of an account, and one with a younger passkey that is mature. */
  async function twoDevices(name: string): Promise<[BrowserDevice, BrowserDevice]> {
    const [first, other] = await Promise.all([open({ viewport: PHONE }), open()])
    await signUp(first.page, site.url, name)
    const key = await addSecurityKey(first, 'Office key')
    await runSql(site, 'update recoveries set undo_until = done_at')
    await signInWithKey(other, site.url, key)
    return [first, other]
  }

  it('say beside its field that a name is empty', async () => {
    const { page } = await open()
    await signUp(page, site.url, 'Ada Empty')
    await rename(page, ' ')
    const field = page.getByRole('textbox', { name: 'New account name' })
    await page
      .getByRole('alert')
      .getByText('The name is empty. Enter at least one visible character.')
      .waitFor()
    await focusOn(field)
    expect(await field.getAttribute('aria-invalid')).to.equal('true')
  })

  it('[A139] [A146] [A147] a new name is told on all devices and to the password manager, and taken back', async () => {
    const [phone, laptop] = await twoDevices('Ada Named')
    await laptop.page.addInitScript(() => {
      const told: string[] = []
      Object.assign(globalThis, { told })
      PublicKeyCredential.signalCurrentUserDetails = async ({ name }) => void told.push(name)
    })
    await laptop.page.goto(`${site.url}/account`)
    await button(laptop.page, 'Rename account').waitFor()
    await rename(laptop.page, 'Ada Named')
    // The same name is no change.
    await button(laptop.page, 'Rename account').waitFor()
    await rename(laptop.page, 'ada nаmed')
    await laptop.page.getByRole('alert').filter({ hasText: 'mixes alphabets' }).waitFor()
    await laptop.page.getByRole('textbox', { name: 'New account name' }).fill('Ada Renamed')
    laptop.complaints.length = 0
    await laptop.page.keyboard.press('Enter')
    await laptop.page.getByText('The account is called “Ada Renamed” now.').waitFor()
    await expectTold(laptop.page, ['Ada Named', 'Ada Renamed'])
    expect(await button(laptop.page, 'Rename account').count()).to.equal(0)

    const { page } = phone
    await page.getByText('This account was renamed').waitFor()
    await page.getByText('It was called “Ada Named”. “Office key” changed that').waitFor()
    await expectAccessible(page, 'renamed')
    await tabAndPress(page, button(page, 'Take the old name back'))
    await page.getByText('The account is called “Ada Named” again.').waitFor()
    await laptop.page.getByText('This account was renamed').waitFor({ state: 'hidden' })
    await expectTold(laptop.page, ['Ada Named', 'Ada Renamed', 'Ada Named'])
    expectNoComplaints(phone)
    expectNoComplaints(laptop)
  })

  it('[A142] [A146] a deletion is told on all devices and the welcome page, and the older passkey keeps the account', async () => {
    const [phone, laptop] = await twoDevices('Grace Leaves')
    await tabAndPress(laptop.page, button(laptop.page, 'Delete account'))
    const dialog = laptop.page.getByRole('dialog', { name: 'Delete this account?' })
    await focusOn(dialog.getByRole('button', { name: 'Keep it' }))
    await expectAccessible(laptop.page, 'delete the account?')
    await tabAndPress(laptop.page, dialog.getByRole('button', { name: 'Delete account' }))
    await laptop.page.getByText(/^The account will be deleted /).waitFor()
    await laptop.page.getByText(DELETED).waitFor()
    expect(await button(laptop.page, 'Delete account').count()).to.equal(0)

    const { page } = phone
    await page.getByText(DELETED).waitFor()
    await page.getByText(/with the passkey “Office key”/).waitFor()
    await expectAccessible(page, 'will be deleted')
    await page.goto(site.url)
    await page.getByText(DELETED).waitFor()
    await expectAccessible(page, 'will be deleted, welcome page')
    await page.getByRole('link', { name: 'See it in your account' }).click()
    await tabAndPress(page, button(page, 'Keep this account'))
    await page.getByText('The account stays. It won’t be deleted.').waitFor()
    await laptop.page.getByText(DELETED).waitFor({ state: 'hidden' })
    expectNoComplaints(phone)
    expectNoComplaints(laptop)
  })

  it('[A142] says why a younger passkey can’t keep it, and shows one on probation nothing to press', async () => {
    const [phone, laptop] = await twoDevices('Joan Stays')
    await button(phone.page, 'Delete account').click()
    await phone.page.getByRole('dialog').getByRole('button', { name: 'Delete account' }).click()
    await laptop.page.getByText(DELETED).waitFor()
    await button(laptop.page, 'Keep this account').click()
    await laptop.page.getByText('The passkey window was closed, or there was no matching passkey.').waitFor()
    await runSql(site, 'update credentials set probation_until = 9999999999999')
    await laptop.page.reload()
    await laptop.page.getByText(DELETED).waitFor()
    await laptop.page.getByText(/^You can rename or delete it from /).waitFor()
    for (const name of ['Keep this account', 'Delete account', 'Rename account']) {
      expect(await button(laptop.page, name).count()).to.equal(0)
    }
  })
})
