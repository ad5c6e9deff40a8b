import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import type { Locator, Page } from 'playwright-core'
import { expectAccessible } from '../support/accessible.ts'
import { PHONE } from '../support/browser.ts'
import { type CuttableProxy, startCuttableProxy } from '../support/cuttable-proxy.ts'
import { browserDevices } from '../support/devices.ts'
import { focusOn } from '../support/keyboard.ts'
import { newAddress } from '../support/new-address.ts'
import { PageDevice, qrAddress } from '../support/page-device.ts'
import { signUp } from '../support/people.ts'
import { placeDatabase } from '../support/place-database.ts'
import { embeddedSite } from '../support/sites.ts'

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const heading = (page: Page, name: string) => page.getByRole('heading', { name, exact: true })

const city = (
  name: string,
  [country, iso]: readonly [string, string],
  latitude: number,
  longitude: number,
) => ({
  city: { names: { en: name } },
  country: { iso_code: iso, names: { en: country } },
  location: { latitude, longitude, accuracy_radius: 20 },
})

const folder = mkdtempSync(join(tmpdir(), 'rekey-places-'))
const file = join(folder, 'places.mmdb')
writeFileSync(
  file,
  placeDatabase({
    '203.0.113.0/24': city('Kraków', ['Poland', 'PL'], 50.06, 19.94),
    '198.51.100.0/24': city('Lyon', ['France', 'FR'], 45.75, 4.85),
    '192.0.2.0/24': city('Wieliczka', ['Poland', 'PL'], 49.99, 20.06),
  }),
)

describe('what the dialog says of who asks', () => {
  const site = embeddedSite({ env: { GEOIP_FILE: file } })
  const open = browserDevices()
  const pages: PageDevice[] = []
  let network: CuttableProxy
  let phone: Page
  let facts: Locator

  before(async () => {
    network = await startCuttableProxy('203.0.113.5')
  })
  beforeEach(async () => {
    phone = (await open({ viewport: PHONE, proxy: network.url })).page
    facts = phone.getByRole('dialog', { name: 'Replace a passkey?' })
  })
  afterEach(() => {
    for (const page of pages.splice(0)) page.close()
  })
  after(async () => {
    await network?.close()
    rmSync(folder, { recursive: true })
  })

  /** A page at an address, which says that it is Firefox on Windows; the phone scans it and goes on. */
  async function ask(account: string, address: string): Promise<PageDevice> {
    const headers = { 'user-agent': 'Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0' }
    const page = await new PageDevice(site.url, { address, headers }).connect()
    pages.push(page)
    const view = await page.open()
    await signUp(phone, site.url, account)
    await phone.goto(qrAddress(site.url, view))
    await button(phone, 'Continue').click()
    return page
  }

  it('keeps what the device says of itself apart from what we see', async () => {
    await ask('Alice Reads', '192.0.2.7')
    await facts.getByText('says it is Firefox on Windows').waitFor()
    await facts.getByText('Reported by the device, not verified.').waitFor()
    await facts.getByText('Wieliczka, Poland, not far from here').waitFor()
    await facts.getByText('192.0.2.0/24').waitFor()
    expect(await facts.getByText('192.0.2.7').count()).to.equal(0)
    await facts.getByText('less than a minute ago').waitFor()
    await facts.getByText('That’s normal when one of them uses mobile data.').waitFor()
    // Nothing asked for a PIN, and nothing alarms.
    expect(await facts.getByText('Both devices asked for a PIN').count()).to.equal(0)
    await expectAccessible(phone, 'dialog with places')
  })

  it('says how far away it is, and on both devices why that asks for a PIN', async () => {
    const page = await ask('Alice Far', '198.51.100.7')
    await heading(phone, 'Type this PIN on the other screen').waitFor()
    await phone.getByText('The two devices seem to be far apart.').waitFor()
    await expectAccessible(phone, 'return PIN for a far place')
    const pin = (await phone.getByLabel('PIN for the other device').innerText()).replace(/\D/g, '')
    expect((await page.typeReturnPin(pin)).ok).to.equal(true)
    await facts.getByText('Lyon, France, about 1,200 km from here').waitFor()
    await facts.getByText('Both devices asked for a PIN because:').waitFor()
    await facts.getByText('The two devices seem to be far apart.').waitFor()
    await button(phone, 'I didn’t start this').click()
    await heading(phone, 'Request stopped and reported').waitFor()
    await page.until(({ endCause }) => endCause === 'reported')
  })

  const NETWORKS = {
    '203.0.113.5': 'Same network as this device.',
    '2001:db8::7': 'Can’t be compared with this device’s network.',
  }
  for (const [address, said] of Object.entries(NETWORKS)) {
    it(`says of ${address}: ${said}`, async () => {
      await ask(`Alice at ${address}`, address)
      await facts.getByText(said, { exact: true }).waitFor()
    })
  }

  it('[P128] on a small screen shows the facts first and Approve after them, with the focus on Deny', async () => {
    await phone.setViewportSize({ width: 320, height: 568 })
    await ask('Alice Small', '192.0.2.9')
    const approve = facts.getByRole('button', { name: 'Approve', exact: true })
    await approve.waitFor()
    const inSight = (one: Locator) =>
      one.evaluate((element) => {
        const { top, bottom } = element.getBoundingClientRect()
        return top >= 0 && bottom <= innerHeight
      })
    await focusOn(facts.getByRole('button', { name: 'Deny' }))
    expect(await inSight(facts.getByText('Alice Small', { exact: true }))).to.equal(true)
    expect(await inSight(approve)).to.equal(false)
    // Nothing can be chosen where the only passkey is the one that approves.
    expect(await facts.getByRole('radio').count()).to.equal(0)
    await facts.getByText('Did someone call or write to you about this?').scrollIntoViewIfNeeded()
    await approve.scrollIntoViewIfNeeded()
    expect(await inSight(approve)).to.equal(true)
  })

  it('names no place where none is known', async () => {
    await ask('Alice Nowhere', newAddress())
    await facts.getByText('Reported by the device, not verified.').waitFor()
    expect(await facts.getByText('Place', { exact: true }).count()).to.equal(0)
  })
})
