import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { eventRows, insideEvents, writeEvents } from '../protocol/events-scene.ts'
import { expectAccessible } from '../support/accessible.ts'
import { openConsole, region } from '../support/admin-people.ts'
import { PHONE } from '../support/browser.ts'
import { browserDevices } from '../support/devices.ts'
import { tabAndPress } from '../support/keyboard.ts'
import { expectNoComplaints } from '../support/people.ts'
import { siteStores } from '../support/site-stores.ts'
import { embeddedSite } from '../support/sites.ts'

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name })

describe('undelivered events on the console', () => {
  // No webhook is set, so nobody tries what is written here.
  const site = embeddedSite()
  const stores = siteStores(site)
  const open = browserDevices()

  it('are shown with type, time and last try, and sent again with a passkey, one or all', async () => {
    await writeEvents(site, 3)
    await insideEvents(site, ({ db }) =>
      db.updateTable('events').set({ state: 'dead', why: '500', tries: 10 }).execute(),
    )
    const device = await open({ viewport: PHONE })
    const { page } = device
    await openConsole(page, site.url, stores, 'Alice Replays')
    const section = region(page, 'Undelivered events')
    const rows = section.getByRole('listitem')
    await page.getByRole('link', { name: '3 undelivered events' }).waitFor()
    expect(await rows.count()).to.equal(3)
    await rows.first().getByText('address.counts').first().waitFor()
    for (const fact of ['Webhook', 'Last try: 500', '10 tries']) await rows.first().getByText(fact).waitFor()
    await rows
      .first()
      .getByText(/^Happened /)
      .waitFor()
    await expectAccessible(page, 'console, undelivered events')

    await tabAndPress(page, rows.first().getByRole('button', { name: /^Send again/ }))
    await page.getByRole('dialog', { name: 'Send address.counts again?' }).waitFor()
    await expectAccessible(page, 'console, sending an event again')
    await button(page, 'Confirm with a passkey').click()
    await page.getByText('Sending again.').waitFor()
    await page.getByRole('link', { name: '2 undelivered events' }).waitFor()

    await section.getByRole('button', { name: 'Send all 2 again' }).click()
    await page.getByRole('dialog', { name: 'Send all 2 events again?' }).waitFor()
    await button(page, 'Confirm with a passkey').click()
    await section.waitFor({ state: 'detached' })
    const states = (await eventRows(site)).map(({ state }) => state)
    expect(states).to.deep.equal(['waiting', 'waiting', 'waiting'])
    expectNoComplaints(device)
  })
})
