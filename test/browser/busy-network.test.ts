import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { expectAccessible } from '../support/accessible.ts'
import { type CuttableProxy, startCuttableProxy } from '../support/cuttable-proxy.ts'
import { browserDevices } from '../support/devices.ts'
import { focusOn, tabTo } from '../support/keyboard.ts'
import { PageDevice } from '../support/page-device.ts'
import { signUp, typeReturnPin } from '../support/people.ts'
import { readQr } from '../support/read-qr.ts'
import { sharedSite } from '../support/sites.ts'

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const heading = (page: Page, name: string) => page.getByRole('heading', { name, level: 1, exact: true })

/** The fewest openings of a network a minute that may be set. */
const OPENINGS = 60

/** The address that everybody on this network has. */
const address = '192.0.2.9'

describe('a network whose openings are used up by others', () => {
  const site = sharedSite({ env: { LIMITS: `opening=${OPENINGS},opening-named=${OPENINGS}` } })
  const open = browserDevices()
  let network: CuttableProxy

  before(async () => {
    network = await startCuttableProxy(address)
  })
  after(() => network?.close())

  beforeEach(async () => {
    await site.redis!.flush()
    await useUp()
  })

  async function useUp(name?: string): Promise<void> {
    for (let others = 0; others < OPENINGS; others += 1) {
      const other = await new PageDevice(site.url, { address }).connect()
      await other.open('replace', name)
      other.close()
    }
  }

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
    await useUp('Somebody Else')
    await page.clock.install()
    await page.goto(`${site.url}/lost-passkey`)
    const name = page.getByRole('textbox', { name: 'Account name' })
    await name.fill('Alice Waits')
    await button(page, 'Continue').click()
    await page.getByText('It doesn’t work with your account name right now either.').waitFor()
    expect(await name.inputValue()).to.equal('Alice Waits')
    await expectAccessible(page, 'busy network, with a name')
    await site.redis!.flush()
    await page.clock.fastForward('01:04')
    await page.getByText('The PIN and QR code now only work for the account “Alice Waits”.').waitFor()
  })
})
