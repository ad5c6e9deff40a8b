import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { eventually } from '../contract/eventually.ts'
import { codeOf, newApprover, openPage } from '../protocol/scene.ts'
import { expectAccessible } from '../support/accessible.ts'
import { enterConsole, openConsole, region, setRole } from '../support/admin-people.ts'
import { PHONE } from '../support/browser.ts'
import { browserDevices } from '../support/devices.ts'
import { focusOn, tabAndPress } from '../support/keyboard.ts'
import { matureKey } from '../support/mature.ts'
import { qrOf } from '../support/page-device.ts'
import { addSecurityKey, expectNoComplaints, signInWithKey, signUp } from '../support/people.ts'
import { noteAlerts, timesSaid } from '../support/said-alerts.ts'
import type { SignedInDevice } from '../support/signed-in-device.ts'
import { siteStores } from '../support/site-stores.ts'
import { embeddedSite } from '../support/sites.ts'

/** Runs wherever a page puts it into itself as markup. */
const SCRIPT = '<img src=x onerror="window.injected=true">'
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name })

describe('locks on the console', () => {
  const site = embeddedSite({ env: { ON_CONTENTION: 'lock' } })
  const stores = siteStores(site)
  const open = browserDevices()

  /** Two accounts use one code, which locks the page and the route of both. */
  async function contend(names: readonly [string, string]): Promise<SignedInDevice> {
    const page = await openPage(site)
    const one = await newApprover(site, site.url, names[0])
    const other = await newApprover(site, site.url, names[1])
    const code = qrOf(page.view)
    await one.scan(code)
    await other.scan(code)
    expect(await isLocked(one)).to.equal(true)
    return one
  }

  async function isLocked(approver: SignedInDevice): Promise<boolean> {
    return codeOf(await approver.claim({ pin: '2222-2222' })) === 'locked'
  }

  const lockOf = (page: Page, who: string) =>
    region(page, 'Locks').getByRole('listitem').filter({ hasText: who })

  it('are shown with who, why and the time that is left, and released with a reason and a passkey', async () => {
    const device = await open({ viewport: PHONE })
    const { page } = device
    await page.addInitScript(noteAlerts)
    const approver = await contend([SCRIPT, 'Mallory Scans'])
    await openConsole(page, site.url, stores, 'Alice Frees')
    const lock = lockOf(page, SCRIPT)
    await lock.getByText('Two accounts, one code').waitFor()
    await lock.getByText(/^(60:00|59:\d\d) left$/).waitFor()
    await region(page, 'Locks')
      .getByText(/says it’s/)
      .waitFor()
    await page.getByRole('link', { name: '3 locked' }).waitFor()
    await expectAccessible(page, 'console, locks')

    await tabAndPress(page, lock.getByRole('button', { name: /^Release/ }))
    const dialog = page.getByRole('dialog', { name: `Release the lock on ${SCRIPT}?` })
    await focusOn(dialog.getByRole('textbox', { name: 'Reason' }))
    await page.keyboard.type(' x ')
    await tabAndPress(page, button(page, 'Confirm with a passkey'))
    const short = 'Enter at least 3 characters.'
    await dialog.getByText(short).waitFor()
    expect(await timesSaid(page, short)).to.equal(1)
    await button(page, 'Confirm with a passkey').click()
    await eventually('it is said again', async () => (await timesSaid(page, short)) === 2)
    expect(await isLocked(approver)).to.equal(true)
    await expectAccessible(page, 'console, releasing')

    await dialog.getByRole('textbox', { name: 'Reason' }).fill('Both phones are mine <b>')
    await button(page, 'Confirm with a passkey').click()
    await page.getByText('Lock released.').waitFor()
    await lock.waitFor({ state: 'detached' })
    expect(await isLocked(approver)).to.equal(false)
    await lockOf(page, 'Mallory Scans').waitFor()
    expect(await page.evaluate(() => 'injected' in window)).to.equal(false)
    expectNoComplaints(device)
  })

  it('say so when another admin released one first', async () => {
    const [phone, laptop] = await Promise.all([open(), open()])
    await contend(['Alice Twice', 'Mallory Twice'])
    await signUp(phone.page, site.url, 'Alice First')
    const key = await addSecurityKey(phone, 'Key')
    await matureKey(site, key)
    await setRole(stores, 'Alice First', 'granted')
    await signInWithKey(laptop, site.url, key)
    for (const { page } of [phone, laptop]) {
      await enterConsole(page, site.url)
      await lockOf(page, 'Alice Twice')
        .getByRole('button', { name: /^Release/ })
        .click()
      await page.getByRole('textbox', { name: 'Reason' }).fill('A mistake')
    }
    await button(phone.page, 'Confirm with a passkey').click()
    await phone.page.getByText('Lock released.').waitFor()
    await lockOf(laptop.page, 'Alice Twice').waitFor({ state: 'detached' })
    await button(laptop.page, 'Confirm with a passkey').click()
    const dialog = laptop.page.getByRole('dialog')
    await dialog
      .getByRole('alert')
      .getByText('This lock is over: it was released, or its time ran out.')
      .waitFor()
    await dialog.getByRole('button', { name: 'Cancel' }).click()
    await dialog.waitFor({ state: 'detached' })
  })
})
