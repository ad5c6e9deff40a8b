import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { expectAccessible } from '../support/accessible.ts'
import { endHour, openConsole, region, setRole } from '../support/admin-people.ts'
import { PHONE } from '../support/browser.ts'
import { browserDevices } from '../support/devices.ts'
import { tabAndPress } from '../support/keyboard.ts'
import { matureKey } from '../support/mature.ts'
import {
  addSecurityKey,
  approve,
  createAndSignIn,
  expectNoComplaints,
  scanAndContinue,
  signInWithKey,
  signUp,
} from '../support/people.ts'
import { siteStores } from '../support/site-stores.ts'
import { commonSite } from '../support/sites.ts'

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name })
const heading = (page: Page, name: string) => page.getByRole('heading', { name, exact: true })

describe('the door of the console', () => {
  const site = commonSite('embedded')
  const stores = siteStores(site)
  const open = browserDevices()

  it('leads from nobody to an admin who sees figures, each step with its words', async () => {
    const device = await open({ viewport: PHONE })
    const { page } = device
    await signUp(page, site.url, 'Alice Runs')
    // Not by "Sign out" on /account: what that page reads at the same moment may be refused, and is logged.
    await page.goto(`${site.url}/`)
    await device.context.clearCookies()

    await page.goto(`${site.url}/admin`)
    await page.getByText('The console is for admins.', { exact: true }).waitFor()
    await expectAccessible(page, 'console, signed out')
    await page.getByRole('link', { name: 'Sign in' }).click()
    await button(page, 'Sign in with a passkey').click()
    await page.waitForURL(`${site.url}/admin`)

    await page.getByText('This page is for admins.', { exact: true }).waitFor()
    await expectAccessible(page, 'console, no admin')
    expect(await region(page, 'Overview').count()).to.equal(0)

    await setRole(stores, 'Alice Runs', 'granted')
    await button(page, 'Try again').click()
    await heading(page, 'Open the console').waitFor()
    expect(await region(page, 'Overview').count()).to.equal(0)
    await expectAccessible(page, 'console, step-up')
    await button(page, 'Confirm with a passkey').click()

    for (const name of ['Overview', 'Limits', 'Locks']) await heading(page, name).waitFor()
    expect(await page.getByRole('heading', { level: 2 }).allInnerTexts()).to.deep.equal([
      'Overview',
      'Limits',
      'Locks',
      'Servers',
    ])
    await page.reload()
    await region(page, 'Overview').waitFor()
    expectNoComplaints(device)
  })

  it('[A126] opens by keyboard alone, by a link of the account page that only admins have', async () => {
    const { page } = await open()
    await signUp(page, site.url, 'Alice Tabs')
    await page.goto(`${site.url}/account`)
    await heading(page, 'Passkeys').waitFor()
    const link = page.getByRole('link', { name: 'Admin console' })
    expect(await link.count()).to.equal(0)
    await setRole(stores, 'Alice Tabs', 'granted')
    await page.reload()
    await tabAndPress(page, link)
    await page.waitForURL(`${site.url}/admin`)
    await tabAndPress(page, button(page, 'Confirm with a passkey'))
    await region(page, 'Overview').waitFor()
  })

  it('is shut for a passkey that was added lately, and says so', async () => {
    const [phone, laptop] = await Promise.all([open(), open()])
    await signUp(phone.page, site.url, 'Alice Adds')
    const key = await addSecurityKey(phone, 'New key')
    await setRole(stores, 'Alice Adds', 'granted')
    await signInWithKey(laptop, site.url, key)
    const { page } = laptop
    await page.goto(`${site.url}/admin`)
    await page
      .getByText('The passkey you signed in with is too new for the console.', { exact: true })
      .waitFor()
    await expectAccessible(page, 'console, too new')
    expect(await region(page, 'Overview').count()).to.equal(0)
    await matureKey(site, key)
    await button(page, 'Try again').click()
    await heading(page, 'Open the console').waitFor()
  })

  it('stays shut when no passkey fits, says so, and opens when one does', async () => {
    const [phone, laptop] = await Promise.all([open(), open()])
    await signUp(phone.page, site.url, 'Alice Plugs')
    const key = await addSecurityKey(phone, 'Key')
    await matureKey(site, key)
    await setRole(stores, 'Alice Plugs', 'granted')
    const takeAway = await signInWithKey(laptop, site.url, key)
    const passkeys = await takeAway()
    const { page } = laptop
    await page.goto(`${site.url}/admin`)
    await button(page, 'Confirm with a passkey').click()
    await page.getByText('The passkey window was closed, or there was no matching passkey.').first().waitFor()
    expect(await region(page, 'Overview').count()).to.equal(0)
    await laptop.plugIn({ passkeys })
    await button(page, 'Confirm with a passkey').click()
    await region(page, 'Overview').waitFor()
  })

  it('is shut for a passkey that has just come by a recovery', async () => {
    const [phone, laptop] = await Promise.all([open(), open()])
    await signUp(phone.page, site.url, 'Alice Recovers')
    await addSecurityKey(phone, 'Lost key')
    await setRole(stores, 'Alice Recovers', 'granted')
    await laptop.page.goto(`${site.url}/lost-passkey`)
    await scanAndContinue(phone.page, laptop.page)
    await approve(phone.page, 'Lost key')
    await createAndSignIn(laptop.page, 'Alice Recovers')
    await laptop.page.goto(`${site.url}/admin`)
    await laptop.page
      .getByText('The passkey you signed in with is too new, or suspended.', { exact: true })
      .waitFor()
    expect(await region(laptop.page, 'Overview').count()).to.equal(0)
  })

  it('shuts while someone watches: the role is gone, and so are the figures', async () => {
    const device = await open()
    const { page } = device
    await openConsole(page, site.url, stores, 'Alice Leaves')
    await setRole(stores, 'Alice Leaves', 'revoked')
    await page.getByText('This page is for admins.', { exact: true }).waitFor()
    expect(await page.getByRole('heading', { level: 2 }).count()).to.equal(0)
    expectNoComplaints(device)
  })

  it('asks for the passkey again when the time of the visit is over, and opens again', async () => {
    const { page } = await open()
    await openConsole(page, site.url, stores, 'Alice Stays')
    await endHour(stores, 'Alice Stays')
    await heading(page, 'Open the console').waitFor()
    await page.getByText('The console closes after an hour.', { exact: true }).waitFor()
    expect(await region(page, 'Overview').count()).to.equal(0)
    await button(page, 'Confirm with a passkey').click()
    await region(page, 'Overview').waitFor()
  })

  it('shuts while someone watches: the session ended elsewhere', async () => {
    const { page, context } = await open()
    await openConsole(page, site.url, stores, 'Alice Ends')
    const other = await context.newPage()
    await other.goto(`${site.url}/account`)
    await button(other, 'Sign out').click()
    await page.getByText('You were signed out on this device.', { exact: true }).waitFor()
    expect(await region(page, 'Overview').count()).to.equal(0)
    expect(await page.getByRole('link', { name: 'Sign in' }).getAttribute('href')).to.equal(
      '/sign-in?return_to=/admin',
    )
  })
})
