import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { expectAccessible } from '../support/accessible.ts'
import { type CuttableProxy, startCuttableProxy } from '../support/cuttable-proxy.ts'
import { browserDevices } from '../support/devices.ts'
import { focusOn, tabTo } from '../support/keyboard.ts'
import { PageDevice } from '../support/page-device.ts'
import { signUp, typeReturnPin } from '../support/people.ts'
import { readQr } from '../support/read-qr.ts'
import { embeddedSite, type Site, sharedSite } from '../support/sites.ts'

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const heading = (page: Page, name: string) => page.getByRole('heading', { name, level: 1, exact: true })

/** The fewest openings of a network a minute that may be set. */
const OPENINGS = 60

/** The address that everybody on this network has. */
const address = '192.0.2.9'

const env = { LIMITS: `opening=${OPENINGS},opening-named=${OPENINGS}` }

async function useUp(site: Site, left = OPENINGS, name?: string): Promise<void> {
  for (let others = 0; others < left; others += 1) {
    const other = await new PageDevice(site.url, { address }).connect()
    await other.open('replace', name)
    other.close()
  }
}

describe('a network whose openings are used up by others', () => {
  const site = sharedSite({ env })
  const open = browserDevices()
  let network: CuttableProxy

  before(async () => {
    network = await startCuttableProxy(address)
  })
  after(() => network?.close())

  beforeEach(async () => {
    await site.redis!.flush()
    await useUp(site)
  })

  it('lets whoever types an account name go on at once, and keeps the name', async () => {
    const [{ page: lost }, { page: phone }] = await Promise.all([open({ proxy: network.url }), open()])
    await signUp(phone, site.url, 'Alice Named')
    await lost.goto(`${site.url}/lost-passkey`)
    await focusOn(heading(lost, 'This network is busy'))
    await lost
      .getByText(/^We’ll try again in/)
      .first()
      .waitFor()
    await lost.getByText('Enter your account name to continue now.').waitFor()
    await expectAccessible(lost, 'busy network')

    await tabTo(lost, lost.getByRole('textbox', { name: 'Account name' }))
    await lost.keyboard.type('Alice Named')
    await lost.keyboard.press('Enter')
    await phone.goto(await readQr(lost))
    await lost.getByText('The PIN and QR code now only work for the account “Alice Named”.').waitFor()
    await button(phone, 'Continue').click()
    await typeReturnPin(phone, lost)
    await phone.getByRole('dialog').waitFor()
    await lost.reload()
    await lost.getByText('Your account name was kept.').waitFor()
  })

  it('tries again by itself when the time is over', async () => {
    const { page } = await open({ proxy: network.url })
    await page.clock.install()
    await page.goto(`${site.url}/lost-passkey`)
    await heading(page, 'This network is busy').waitFor()
    // Refused once more: the time begins anew.
    await page.clock.fastForward('01:04')
    await page.getByText(/^We’ll try again in (about 1 minute|[2-5]\d seconds)$/).waitFor()
    await site.redis!.flush()
    await page.clock.fastForward('01:04')
    expect(await readQr(page)).to.include('/approve#q=')
  })

  it('keeps a name that finds no place either, and goes on with it', async () => {
    const { page } = await open({ proxy: network.url })
    await useUp(site, OPENINGS, 'Someone Else')
    await page.clock.install()
    await page.goto(`${site.url}/lost-passkey`)
    const name = page.getByRole('textbox', { name: 'Account name' })
    await name.fill('Alice Waits')
    await button(page, 'Continue').click()
    await page.getByText('Right now there’s no room for codes with an account name either.').waitFor()
    expect(await name.inputValue()).to.equal('Alice Waits')
    await expectAccessible(page, 'busy network, with a name')
    await site.redis!.flush()
    await page.clock.fastForward('01:04')
    await page.getByText('The PIN and QR code now only work for the account “Alice Waits”.').waitFor()
  })
})

describe('a request whose network is used up by others', () => {
  const site = embeddedSite({ env, lives: { claimable: 55_000 } })
  const open = browserDevices()

  it('[P138] works on where more time is refused, by QR code and by PIN, and that is said', async () => {
    const network = await startCuttableProxy(address)
    try {
      const [{ page }, { page: phone }] = await Promise.all([open({ proxy: network.url }), open()])
      await signUp(phone, site.url, 'Alice Shares')
      await page.goto(`${site.url}/lost-passkey`)
      // This page has had one opening of each kind itself.
      const left = OPENINGS - 1
      const [request] = (await readQr(page)).split('.')
      await useUp(site, left)
      await button(page, 'Get more time').click()
      await page.getByRole('alert').getByText('Too many tries in a short time.').waitFor()
      expect((await readQr(page)).split('.')[0]).to.equal(request)

      await button(page, 'Use a PIN instead').click()
      await page.getByRole('textbox', { name: 'Account name' }).fill('Alice Shares')
      await button(page, 'Show PIN').click()
      const pin = page.getByLabel('PIN', { exact: true })
      const shown = await pin.innerText()
      await useUp(site, left, 'Someone Else')
      await button(page, 'New PIN').click()
      await page.getByRole('alert').getByText('Too many tries in a short time.').waitFor()
      expect(await pin.innerText()).to.equal(shown)
      await phone.goto(`${site.url}/approve`)
      await phone.getByRole('textbox', { name: 'PIN', exact: true }).fill(shown)
      await button(phone, 'Continue').click()
      await page.getByRole('textbox', { name: 'PIN from your other device' }).waitFor()
    } finally {
      await network.close()
    }
  })
})
