import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { PHONE } from '../support/browser.ts'
import { browserDevices } from '../support/devices.ts'
import { expectNoComplaints, signUp } from '../support/people.ts'
import { describeOnOwnSites } from '../support/sites.ts'
import { beginWithCode, getCodes, passTime, typeCode } from '../support/way-back-people.ts'

const DAY = 24 * 60 * 60_000
const UNDER_WAY = 'Someone is recovering your account'
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name })

describeOnOwnSites('getting back in with backup codes, in the browser', (site) => {
  const open = browserDevices()

  /** Somebody who is signed in on one device and has codes, and a device that has no passkey. */
  async function people(name: string) {
    const [owner, lost] = await Promise.all([open(), open({ viewport: PHONE })])
    await signUp(owner.page, site.url, name)
    return { owner, lost, codes: await getCodes(owner.page) }
  }

  it('[R11] leads from the lost passkey over a wrong and a used code to a new passkey that signs in', async () => {
    const { owner, lost, codes } = await people('Ada Nervous')
    const { page } = lost
    await page.goto(`${site.url}/lost-passkey`)
    await page.getByText('No other device?').click()
    await page.getByRole('link', { name: 'I have my backup codes' }).click()
    await heading(page, 'Use a backup code').waitFor()
    await typeCode(page, '3-K7Q2-9XWD-5M4T-B8EA', 'Ada Nervous')
    await page.getByText(/^This name and code don’t go together/).waitFor()
    await typeCode(page, codes[0]!)
    await heading(page, /^Come back /).waitFor()
    await page.getByText('Backup code accepted').waitFor()
    // The browser remembers it. The page can be closed.
    await page.goto(`${site.url}/how-it-works`)
    await page.goto(`${site.url}/backup-code`)
    await heading(page, /^Come back /).waitFor()

    await passTime(site, 'Ada Nervous', 7 * DAY + 60_000)
    await page.reload()
    await heading(page, 'The waiting time is over').waitFor()
    await typeCode(page, codes[0]!)
    await page.getByText(/^This isn’t a code of this account/).waitFor()
    await typeCode(page, codes[1]!)
    await heading(page, 'Create your new passkey').waitFor()
    await page.getByText('Ada Nervous', { exact: true }).waitFor()
    await button(page, 'Create passkey').click()
    await heading(page, 'Passkey created. One step left.').waitFor()
    await button(page, 'Sign in with your new passkey').click()
    await page.getByText('Welcome back, Ada Nervous. Your new passkey works.').waitFor()

    await owner.page.goto(`${site.url}/account`)
    await owner.page.getByText('A passkey was added by recovery with a backup code').waitFor()
    await owner.page.getByRole('button', { name: /^I didn’t do this: freeze it/ }).waitFor()
    expect(await owner.page.getByText(UNDER_WAY).count()).to.equal(0)
    await owner.page.getByText('8 codes left').waitFor()

    // Nothing is kept in this browser, which would say the same whenever it comes back.
    await page.goto(`${site.url}/backup-code`)
    await page.getByRole('textbox', { name: 'Account name' }).waitFor()
    // A refused code is an answer with a status that browsers log.
    expectNoComplaints({ complaints: lost.complaints.filter((one) => !one.includes('Failed to load')) })
  })

  it('[R14] is seen and stopped from any signed-in device: on the start page, the account page and /approve', async () => {
    const { owner, lost, codes } = await people('Grace Nervous')
    // It appears by itself on a page that is open.
    await beginWithCode(lost.page, site, 'Grace Nervous', codes[0]!)
    await owner.page.getByText(UNDER_WAY).waitFor()
    for (const path of ['/approve', '/account', '/']) {
      await owner.page.goto(site.url + path)
      await owner.page.getByRole('alert').filter({ hasText: UNDER_WAY }).waitFor()
      await button(owner.page, 'Stop: this wasn’t me').waitFor()
    }
    await button(owner.page, 'Stop: this wasn’t me').click()
    await owner.page.getByText('Nobody can continue this recovery.').waitFor()
    await owner.page.getByText(/^Someone has your backup codes/).waitFor()
    expect(await button(owner.page, 'Stop: this wasn’t me').count()).to.equal(0)

    await lost.page.reload()
    await heading(lost.page, 'Someone who is signed in stopped this').waitFor()
    await lost.page.getByRole('link', { name: 'Other ways back in', exact: true }).waitFor()
    await button(lost.page, 'Start again').click()
    await heading(lost.page, 'Use a backup code').waitFor()
    // It bars no other recovery.
    await typeCode(lost.page, codes[1]!, 'Grace Nervous')
    await heading(lost.page, /^Come back /).waitFor()
    expectNoComplaints(owner, lost)
  })

  it('[R46] moves to the browser where the same is proven, and the first one says so', async () => {
    const { lost, codes } = await people('Mary Nervous')
    const other = await open()
    await beginWithCode(lost.page, site, 'Mary Nervous', codes[0]!)
    await beginWithCode(other.page, site, 'Mary Nervous', codes[1]!)
    await lost.page.reload()
    await heading(lost.page, 'This recovery continues in another browser').waitFor()
    await button(lost.page, 'Start again in this browser').click()
    await lost.page.getByRole('textbox', { name: 'Account name' }).waitFor()
    await other.page.reload()
    await heading(other.page, /^Come back /).waitFor()
  })

  it('[R84] says to keep the page open where the browser can’t store where you are, until it can', async () => {
    const { lost, codes } = await people('Vera Fills')
    const { page } = lost
    await page.goto(`${site.url}/backup-code`)
    await page.getByRole('textbox', { name: 'Account name' }).waitFor()
    // As when the device has no room left.
    await page.evaluate(() => {
      const { put } = IDBObjectStore.prototype
      IDBObjectStore.prototype.put = () => {
        throw new DOMException('Full', 'QuotaExceededError')
      }
      addEventListener('online', () => Object.assign(IDBObjectStore.prototype, { put }))
    })
    await typeCode(page, codes[0]!, 'Vera Fills')
    await heading(page, /^Come back /).waitFor()
    await page.getByText('Keep this page open.').waitFor()
    await page.getByText('This browser couldn’t store where you are.').waitFor()
    expect(await page.getByText(/You can close this page|It remembers|don’t delete/).count()).to.equal(0)
    // The next look stores it.
    await page.evaluate(() => dispatchEvent(new Event('online')))
    await page.evaluate(() => dispatchEvent(new Event('online')))
    await page.getByText('You can close this page.').waitFor()
    await page.reload()
    await heading(page, /^Come back /).waitFor()
  })

  it('says that a code may have been used, and goes on, where the server answers that its store is away', async () => {
    const { lost, codes } = await people('Wanda Waits')
    const { page } = lost
    await page.goto(`${site.url}/backup-code`)
    // It was written, and the database went away before it said so.
    await page.route('**/api/backup-codes/prove', async (route) => {
      await route.fetch()
      await route.fulfill({ status: 503, json: { error: { code: 'store_away', retryAfterMs: 5000 } } })
    })
    await typeCode(page, codes[0]!, 'Wanda Waits')
    await page
      .getByText(
        /^The server can’t reach its database.+If this code is refused then, it was used: take the next one\.$/,
      )
      .waitFor()
    await page.unroute('**/api/backup-codes/prove')
    await button(page, 'Use this code').click()
    await page.getByText(/^This name and code don’t go together/).waitFor()
    await typeCode(page, codes[1]!)
    await heading(page, /^Come back /).waitFor()
  })
})
