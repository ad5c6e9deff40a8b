import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { codeOf, newApprover, openPage, tabsOf } from '../protocol/scene.ts'
import { expectAccessible } from '../support/accessible.ts'
import { measure, openConsole, region } from '../support/admin-people.ts'
import { brokenPlaces } from '../support/broken-places.ts'
import { browserDevices } from '../support/devices.ts'
import { tabAndPress, tabTo } from '../support/keyboard.ts'
import { expectNoComplaints } from '../support/people.ts'
import { startRekey } from '../support/rekey.ts'
import { siteStores } from '../support/site-stores.ts'
import { describeOnOwnSites, embeddedSite, type Site } from '../support/sites.ts'

const WRONG = '0000-0000'

describeOnOwnSites('what an admin sees', watched)

function watched(site: Site): void {
  const stores = siteStores(site)
  const open = browserDevices()

  /** Five wrong PINs, which is all that one account has, each from a network of its own. */
  async function guessAsOneAccount(): Promise<void> {
    const approver = await newApprover(site)
    for (const tab of await tabsOf(approver, 3, site.otherUrl)) {
      expect(codeOf(await tab.claim({ pin: WRONG }))).to.equal('code_invalid')
    }
  }

  it('calm: no alarm, and figures that move when pages open', async () => {
    const device = await open()
    const { page } = device
    await openConsole(page, site.url, stores, 'Alice Calm')
    const overview = region(page, 'Overview')
    await overview.getByText('Quiet', { exact: true }).waitFor()
    await overview.getByText(/^No alarms\. Nothing needs you right now\./).waitFor()
    await overview.getByText('Nothing happened in the last hour.').waitFor()
    await overview.getByText(/^0 of 20,000 places taken/).waitFor()
    await region(page, 'Locks').getByText('Nothing is locked.').waitFor()
    await region(page, 'Limits').getByText('Nobody is close to a limit.').waitFor()

    await Promise.all([site.url, site.otherUrl, site.otherUrl].map((node) => openPage(site, { node })))
    await overview.getByText(/^3 of 20,000 places taken/).waitFor()
    await overview
      .getByText('Waiting for a scan or PIN')
      .locator('xpath=following-sibling::dd[.="3"]')
      .waitFor()
    await measure(page, 'Pages opened').getByText('3 in the last hour').waitFor()
    await page.getByText(/^updated (just now|1 s ago)/).waitFor()
    await expectAccessible(page, 'console, calm')
    expectNoComplaints(device)
  })

  it('every limit in plain words: those that refused nothing are folded, and stay open when asked for', async () => {
    const { page } = await open()
    await openConsole(page, site.url, stores, 'Alice Reads')
    const limits = region(page, 'Limits')
    const row = limits.getByRole('row', { name: /^Wrong PINs in a day per passkey/ })
    expect(await row.count()).to.equal(0)
    const summary = limits.getByText(/^\d+ limits that refused nothing$/)
    await tabAndPress(page, summary)
    await row.waitFor()
    expect(await row.getByRole('cell').allInnerTexts()).to.deep.equal([
      '20 in 24 hours\n10 in 24 hours per session',
      'Wrong PINs in a day: typing right ones in between, from one’s own pages, gives no more guesses.',
    ])
    await row.getByText('wrong-pin-day', { exact: true }).waitFor()
    await openPage(site)
    await measure(page, 'Pages opened')
      .getByText(/in the last hour/)
      .waitFor()
    await row.waitFor()
    expect(await summary.evaluate((line) => document.activeElement === line)).to.equal(true)
  })

  it('an attack while it runs: the rise, the alarm, said once, and who is at their limit', async () => {
    const device = await open()
    const { page } = device
    await openConsole(page, site.url, stores, 'Alice Watches')
    const said = await listen(page)
    await Promise.all(Array.from({ length: 7 }, guessAsOneAccount))

    const overview = region(page, 'Overview')
    await overview.getByText('PIN guessing: 21 wrong PINs in 15 min').waitFor()
    await overview.getByText(/^\d+\.\d+\.\d+\.0\/24 caused \d+ of 21 wrong PINs$/).waitFor()
    await overview.getByText(/^Started at \d\d:\d\d, (?:just now|\d+ s ago)$/).waitFor()
    await overview.getByText('Under attack, contained', { exact: true }).waitFor()
    await measure(page, 'Wrong PINs').getByText('Rising').waitFor()
    await page.getByRole('link', { name: '1 alarm' }).waitFor()
    expect(await page.title()).to.match(/^\(1\) Console/)
    const limits = region(page, 'Limits')
    // Those who are alike are one line.
    const hot = limits
      .getByRole('row', { name: /Wrong PINs in a row per session/ })
      .filter({ hasText: '3 of 3' })
    await hot.filter({ hasText: 'Full' }).filter({ hasText: '7 anonymous IDs' }).waitFor()

    await guessAsOneAccount()
    await region(page, 'Overview').getByText('PIN guessing: 24 wrong PINs in 15 min').waitFor()
    expect((await said()).filter((text) => text.includes('PIN guessing'))).to.have.length(1)
    await expectAccessible(page, 'console, attacked')

    await tabAndPress(page, overview.getByRole('button', { name: 'Acknowledge PIN guessing' }))
    await overview
      .getByText(/^Acknowledged by Alice Watches, (?:just now|\d+ s ago)$/)
      .first()
      .waitFor()
    await overview.getByRole('button', { name: 'Acknowledge PIN guessing' }).waitFor({ state: 'detached' })
    await overview
      .getByRole('listitem')
      .filter({ hasText: 'PIN guessing' })
      .getByText('at most 24 in 15 min')
      .waitFor()

    // The bars can be read without a pointer, and with one.
    const chart = overview.getByRole('slider', { name: 'Wrong PINs, by minute' })
    await tabTo(page, chart)
    await page.keyboard.press('Home')
    expect(await chart.getAttribute('aria-valuetext')).to.match(/^\d\d:\d\d: 0$/)
    await page.keyboard.press('End')
    const value = measure(page, 'Wrong PINs').getByText(/^\d\d:\d\d: \d+$/)
    expect(await value.innerText()).to.equal(await chart.getAttribute('aria-valuetext'))
    await page.keyboard.press('Tab')
    await value.waitFor({ state: 'detached' })
    await chart.hover({ position: { x: 1, y: 5 } })
    await value.getByText(/: 0$/).waitFor()
    await overview.getByRole('radio', { name: '24 hours' }).check()
    await measure(page, 'Wrong PINs').getByText('24 in the last 24 hours').waitFor()
    await overview.getByRole('radio', { name: '1 hour' }).check()

    await page.getByText('Every minute as a table').click()
    const table = page.getByRole('table', { name: /^What was counted in the last hour/ })
    const newest = await table.getByRole('row').nth(1).getByRole('cell').allInnerTexts()
    expect(newest).to.have.length(9)
    await expectAccessible(page, 'console, attacked')
    expectNoComplaints(device)
  })
}

describe('what an admin sees of a server that warns', () => {
  const { file, says } = brokenPlaces()
  const site = embeddedSite({ env: { GEOIP_FILE: file } })
  const stores = siteStores(site)
  const open = browserDevices()

  it('the sentence of its log, and for how long', async () => {
    const device = await open()
    const { page } = device
    await openConsole(page, site.url, stores, 'Alice Warned')
    const overview = region(page, 'Overview')
    await overview.getByRole('heading', { name: 'Warnings from this server' }).waitFor()
    // A machine may warn of more, such as how few files it lets a process open.
    const warning = overview.locator('.alarms > *').filter({ hasText: says })
    await warning.getByText(/^Started \d+ (?:s|min) ago\.$/).waitFor()
    await expectAccessible(page, 'console, warned')
    expectNoComplaints(device)
  })
})

describe('what an admin sees of a server that is away', () => {
  const site = embeddedSite()
  const stores = siteStores(site)
  const open = browserDevices()

  it('never old figures as live: a server that falls silent is said aloud, and its return too', async () => {
    const { page } = await open()
    await openConsole(page, site.url, stores, 'Alice Waits')
    const { process } = site.nodes[0]!
    process.signal('SIGSTOP')
    try {
      await page.getByText(/^No updates for \d+ s\. Reconnecting…$/).waitFor()
      expect(await page.getByText(/^Not live: from \d\d:\d\d:\d\d$/).count()).to.equal(4)
      expect(await page.getByText('Live', { exact: true }).count()).to.equal(0)
      expect(await page.getByRole('alert').allInnerTexts()).to.include(
        'No updates are coming in. What you see isn’t live. Reconnecting.',
      )
    } finally {
      process.signal('SIGCONT')
    }
    await page.getByText('Live', { exact: true }).waitFor()
    expect(await page.getByText(/^Not live: from/).count()).to.equal(0)
  })

  it('a restart: said while it lasts, and live again by itself', async () => {
    const { page } = await open()
    await openConsole(page, site.url, stores, 'Alice Restarts')
    const node = site.nodes[0]!
    await node.process.end('SIGTERM')
    await page.getByText(/^The server is restarting\. No updates for/).waitFor()
    site.nodes[0] = await startRekey({ folder: node.folder, port: node.port })
    await page.getByText('Live', { exact: true }).waitFor()
  })
})

/** Everything that the announcer of the page says from now on. */
async function listen(page: Page): Promise<() => Promise<string[]>> {
  await page.evaluate(() => {
    const said: string[] = []
    Object.assign(window, { said })
    const regions = document.querySelectorAll('[role=status], [role=alert]')
    const observer = new MutationObserver((records) => {
      const words = records.flatMap(({ addedNodes }) => [...addedNodes])
      said.push(...words.map((node) => node.textContent ?? ''))
    })
    for (const live of regions)
      observer.observe(live, { childList: true, characterData: true, subtree: true })
  })
  return () => page.evaluate(() => (window as unknown as { said: string[] }).said)
}
