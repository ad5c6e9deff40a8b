import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { codeOf, newApprover, openPage, tabsOf } from '../protocol/scene.ts'
import { expectAccessible } from '../support/accessible.ts'
import { measure, openConsole, region } from '../support/admin-people.ts'
import { brokenPlaces } from '../support/broken-places.ts'
import { browserDevices } from '../support/devices.ts'
import { expectNoComplaints } from '../support/people.ts'
import { startRekey } from '../support/rekey.ts'
import { siteStores } from '../support/site-stores.ts'
import { describeOnBothSets, embeddedSite, type Site } from '../support/sites.ts'
import { STORES_BY_SIZE } from '../support/size.ts'

const WRONG = '0000-0000'

describeOnBothSets('what an admin sees', watched, {}, STORES_BY_SIZE)

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
    await overview.getByText('No alarms. Nothing needs you now.').waitFor()
    await overview.getByText(/^0 of 20,000 places taken/).waitFor()
    await region(page, 'Locks').getByText('Nothing is locked.').waitFor()
    await region(page, 'Limits').getByText('Nobody is near a limit.').waitFor()

    await Promise.all([site.url, site.otherUrl, site.otherUrl].map((node) => openPage(site, { node })))
    await overview.getByText(/^3 of 20,000 places taken/).waitFor()
    await overview.getByText('Waiting to be scanned').locator('xpath=following-sibling::dd[.="3"]').waitFor()
    await measure(page, 'Pages opened').getByText('3 in the last hour').waitFor()
    await page.getByText(/^updated (just now|1 s ago)/).waitFor()
    await expectAccessible(page, 'console, calm')
    expectNoComplaints(device)
  })

  it('every limit, with what it allows, for whom and why', async () => {
    const { page } = await open()
    await openConsole(page, site.url, stores, 'Alice Reads')
    const row = region(page, 'Limits')
      .getByRole('row')
      .filter({ has: page.getByText('wrong-pin-day', { exact: true }) })
    const cells = await row.getByRole('cell').allInnerTexts()
    expect(cells.slice(0, 4)).to.deep.equal(['20 in 24 hours', 'passkey', '0', '0'])
    expect(cells[4]).to.include('Wrong PINs of a day')
  })

  it('an attack while it runs: the rise, the alarm, said once, and who is at their limit', async () => {
    const device = await open()
    const { page } = device
    await openConsole(page, site.url, stores, 'Alice Watches')
    const said = await listen(page)
    await Promise.all(Array.from({ length: 7 }, guessAsOneAccount))

    await region(page, 'Overview').getByText('Somebody guesses PINs: 21 wrong ones in 15 minutes.').waitFor()
    await measure(page, 'Wrong PINs').getByText('Rising').waitFor()
    await page.getByRole('link', { name: '1 alarm' }).waitFor()
    expect(await page.title()).to.match(/^\(1\) Console/)
    const limits = region(page, 'Limits')
    const hot = limits.getByRole('row').filter({ hasText: 'wrong-pin-session' }).filter({ hasText: '3 of 3' })
    await hot.filter({ hasText: 'Full' }).nth(4).waitFor()

    await guessAsOneAccount()
    await region(page, 'Overview').getByText('Somebody guesses PINs: 24 wrong ones in 15 minutes.').waitFor()
    expect((await said()).filter((text) => text.includes('Somebody guesses PINs'))).to.have.length(1)
    await page.getByText('Every minute as a table').click()
    const table = page.getByRole('table', { name: /^What was counted in each minute/ })
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
    await overview.getByRole('heading', { name: 'Warnings of this server' }).waitFor()
    // A machine may warn of more, such as how few files it lets a process open.
    const warning = overview.locator('.alarms > *').filter({ hasText: says })
    await warning.getByText(/^For \d+ (?:s|min)\.$/).waitFor()
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
      await page.getByText(/^No figures for \d+ s: reconnecting$/).waitFor()
      expect(await page.getByText(/^Not live: from \d\d:\d\d:\d\d$/).count()).to.equal(3)
      expect(await page.getByText('Live', { exact: true }).count()).to.equal(0)
      expect(await page.getByRole('alert').allInnerTexts()).to.include(
        'No figures arrive. What you see is not live. Reconnecting.',
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
    await page.getByText(/^The server is restarting\. No figures for/).waitFor()
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
