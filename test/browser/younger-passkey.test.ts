import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { expectAccessible } from '../support/accessible.ts'
import type { BrowserDevice, Passkeys } from '../support/browser.ts'
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
  USED_HERE,
  workingPasskeys,
} from '../support/people.ts'
import { commonSite } from '../support/sites.ts'

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name })
const rowOf = (page: Page, name: string) =>
  passkeyRows(page).filter({ has: page.getByRole('heading', { name }) })

describe('a passkey that was added lately, in the browser', () => {
  const site = commonSite('embedded')
  const open = browserDevices()

  /** A phone with the oldest passkey of the account, and a laptop that is signed in with one that it added. */
  async function ownerAndYounger(
    account: string,
  ): Promise<{ phone: BrowserDevice; laptop: BrowserDevice; takeKey: () => Promise<Passkeys> }> {
    const [phone, laptop] = await Promise.all([open(), open()])
    await signUp(phone.page, site.url, account)
    const takeKey = await signInWithKey(laptop, site.url, await addSecurityKey(phone, 'New key'))
    return { phone, laptop, takeKey }
  }

  it('is announced, ends no older session, and only schedules what an older passkey then cancels', async () => {
    const { phone, laptop } = await ownerAndYounger('Alice Objects')
    await phone.page.getByText('A passkey was added', { exact: true }).waitFor()
    await laptop.page.getByText('You signed in with a new passkey').waitFor()
    const devices = laptop.page.getByRole('region', { name: 'Devices' })
    await devices.getByText(/which is older than your passkey here/).waitFor()
    await devices.getByRole('button', { name: /^End session Chrome/ }).click()
    await laptop.page.getByText('This needs an older passkey.').waitFor()
    await laptop.page.getByText(/^The one you used is new: until .*\d.*, it can’t change/).waitFor()

    await passkeyRows(laptop.page)
      .first()
      .getByRole('button', { name: /^Remove/ })
      .click()
    await laptop.page.getByText(/unless it’s cancelled with an older passkey/).waitFor()
    await expectAccessible(laptop.page, 'scheduling a removal')
    await button(laptop.page, 'Remove passkey').click()
    await laptop.page
      .getByText(/^We’ll remove “.*” on .*, unless it’s cancelled with an older passkey\.$/)
      .waitFor()
    // The phone's page was open all the time.
    await phone.page.getByText('A passkey will be removed').waitFor()
    await expectAccessible(phone.page, 'a removal is scheduled')
    await phone.page.goto(`${site.url}/`)
    await button(phone.page, 'Stop changes I didn’t make').waitFor()
    await expectAccessible(phone.page, 'welcome, with news')
    await phone.page.goto(`${site.url}/account`)
    await button(phone.page, /^Keep /).click()
    await phone.page.getByText(/^“.*” stays\.$/).waitFor()
    await laptop.page.getByText('A passkey will be removed').waitFor({ state: 'detached' })
    expect(await workingPasskeys(phone.page).count()).to.equal(2)
    expectNoComplaints(phone)
  })

  it('is stopped as stolen together with what it approved, which the dialog names', async () => {
    const { phone, laptop } = await ownerAndYounger('Alice Burgled')
    const thief = await open()
    await thief.page.goto(`${site.url}/lost-passkey`)
    await scanAndContinue(laptop.page, thief.page)
    await approve(laptop.page)
    await createAndSignIn(thief.page, 'Alice Burgled')
    await phone.page.getByText('A passkey was added by recovery').waitFor()
    const brought = await passkeyRows(thief.page)
      .filter({ hasText: USED_HERE })
      .getByRole('heading')
      .innerText()

    await button(phone.page, 'Report as stolen New key').click()
    const dialog = phone.page.getByRole('dialog', { name: 'Was “New key” stolen?' })
    await dialog.getByText(/approved for another device/).waitFor()
    expect(brought).to.include(await dialog.getByRole('listitem').locator('strong').innerText())
    await expectAccessible(phone.page, 'reporting a passkey as stolen')
    const leaving = thief.page.waitForURL(/why=session-ended/, { waitUntil: 'commit' })
    await dialog.getByRole('button', { name: 'Report as stolen' }).click()
    await phone.page.getByText('“New key” is stopped, and so is the passkey it added or approved.').waitFor()
    await leaving
    await laptop.page.getByRole('heading', { name: 'Sign in to continue' }).waitFor()
    await rowOf(phone.page, 'New key').getByText('Suspended').waitFor()
  })

  it('stays known to its password manager while it is set aside', async () => {
    const { phone, laptop, takeKey } = await ownerAndYounger('Alice Keeps')
    const other = await addSecurityKey(phone, 'Set aside')
    await button(phone.page, 'Remove Set aside').click()
    await button(phone.page, 'Remove passkey').click()
    await rowOf(phone.page, 'Set aside').getByText('Removed', { exact: true }).waitFor()
    const takeOther = await laptop.plugIn({ passkeys: other })
    await laptop.page.addInitScript(() => {
      const signal = PublicKeyCredential.signalAllAcceptedCredentials
      PublicKeyCredential.signalAllAcceptedCredentials = async (options) => {
        await signal.call(PublicKeyCredential, options)
        document.body.dataset.signalled = String(options.allAcceptedCredentialIds.length)
      }
    })
    await laptop.page.goto(`${site.url}/account`)
    await laptop.page.locator('body[data-signalled="3"]').waitFor()
    // The browser deletes what a page leaves out of that list.
    expect(await takeOther()).to.have.length(1)
    expect(await takeKey()).to.have.length(1)
  })
})
