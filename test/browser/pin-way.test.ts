import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { eventually } from '../contract/eventually.ts'
import { PHONE } from '../support/browser.ts'
import { browserDevices } from '../support/devices.ts'
import { focusOn } from '../support/keyboard.ts'
import { signUp, typePinAndContinue } from '../support/people.ts'
import { readQr } from '../support/read-qr.ts'
import { commonSite, embeddedSite } from '../support/sites.ts'

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const qrCode = (page: Page) => page.getByRole('img', { name: 'QR code' })
const timers = (page: Page) => page.getByRole('timer').allInnerTexts()

describe('the way by PIN', () => {
  const site = commonSite('embedded')
  const ending = embeddedSite({ lives: { claimable: 55_000 } })
  const open = browserDevices()

  async function showPin(page: Page): Promise<void> {
    await button(page, 'Use a PIN instead').click()
    await page.getByRole('textbox', { name: 'Account name' }).fill('Alice Reads')
    await button(page, 'Show PIN').click()
    await page.getByLabel('PIN', { exact: true }).waitFor()
  }

  it('[P131] [P133] takes the place of the QR code with one clock, through a reload, and leads back to it', async () => {
    const { page } = await open()
    await page.goto(`${site.url}/lost-passkey`)
    await showPin(page)
    expect([await qrCode(page).count(), await timers(page)]).to.deep.equal([
      0,
      ['PIN expires in about 5 minutes'],
    ])
    await page.reload()
    await page.getByLabel('PIN', { exact: true }).waitFor()
    expect(await qrCode(page).count()).to.equal(0)
    await button(page, 'Use the QR code instead').click()
    expect(await readQr(page)).to.include('/approve#q=')
    await focusOn(button(page, 'Use a PIN instead'))
    expect(await timers(page)).to.deep.equal(['Code expires in about 10 minutes'])
    // The name is known by now: no form comes between.
    await button(page, 'Use a PIN instead').click()
    await focusOn(page.getByRole('heading', { name: 'Your PIN' }))
  })

  it('[P131] leads back to the PIN whoever asked for another account name by mistake', async () => {
    const { page } = await open()
    await page.goto(`${site.url}/lost-passkey`)
    await button(page, 'Use a PIN instead').click()
    await page.getByRole('textbox', { name: 'Account name' }).waitFor()
    expect(await button(page, 'Back to the PIN').count()).to.equal(0)
    await page.getByRole('textbox', { name: 'Account name' }).fill('Alice Reads')
    await button(page, 'Show PIN').click()
    const pin = await page.getByLabel('PIN', { exact: true }).innerText()
    await button(page, 'Use another account name').click()
    await focusOn(page.getByRole('textbox', { name: 'Account name' }))
    await button(page, 'Back to the PIN').click()
    await focusOn(page.getByRole('heading', { name: 'Your PIN' }))
    expect(await page.getByLabel('PIN', { exact: true }).innerText()).to.equal(pin)
  })

  it('[P131] comes first on a phone, whose steps do not tell people to take their phone', async () => {
    const { page } = await open({ viewport: PHONE })
    await page.goto(`${site.url}/lost-passkey`)
    await readQr(page)
    const [pin, code] = await Promise.all(
      [button(page, 'Use a PIN instead'), qrCode(page)].map((one) => one.boundingBox()),
    )
    expect(pin!.y).to.be.below(code!.y)
    expect(await page.getByText('Take your phone').count()).to.equal(0)
    await page.getByText('Take another device where you’re signed in.').waitFor()
  })

  it('[P132] address and PIN are copied by a press, and that is said', async () => {
    const { context, page } = await open()
    await context.grantPermissions(['clipboard-read', 'clipboard-write'])
    await page.goto(`${site.url}/lost-passkey`)
    await showPin(page)
    for (const [name, copied] of [
      ['Copy address', `${site.url}/approve`],
      ['Copy PIN', await page.getByLabel('PIN', { exact: true }).innerText()],
    ] as const) {
      await button(page, name).click()
      await page
        .getByRole('listitem')
        .filter({ has: button(page, name) })
        .getByRole('status')
        .getByText('Copied.')
        .waitFor()
      expect(await page.evaluate(() => navigator.clipboard.readText())).to.equal(copied)
    }
  })

  it('[P132] where the browser does not let a page copy, what was to be copied is selected', async () => {
    const { page } = await open()
    await page.addInitScript(() => Object.defineProperty(navigator, 'clipboard', { value: undefined }))
    await page.goto(`${site.url}/lost-passkey`)
    await showPin(page)
    await button(page, 'Copy PIN').click()
    await page.getByRole('status').getByText('This browser doesn’t let the page copy.').waitFor()
    expect(await page.evaluate(() => getSelection()?.toString())).to.equal(
      await page.getByLabel('PIN', { exact: true }).innerText(),
    )
  })

  it('[P133] near its end there is a press for more time, and the return PIN has the only clock of its screen', async () => {
    const [{ page }, { page: phone }] = await Promise.all([open(), open()])
    await page.goto(`${ending.url}/lost-passkey`)
    const first = await readQr(page)
    await button(page, 'Get more time').click()
    await focusOn(page.getByRole('main'))
    await eventually(
      'another request is shown',
      async () => (await readQr(page)).split('.')[0] !== first.split('.')[0],
    )

    await page.goto(`${site.url}/lost-passkey`)
    await readQr(page)
    expect(await button(page, 'Get more time').count()).to.equal(0)

    await signUp(phone, site.url, 'Alice Pins')
    await phone.goto(`${site.url}/approve`)
    await typePinAndContinue(phone, page, 'Alice Pins')
    await page.getByRole('textbox', { name: 'PIN from your other device' }).waitFor()
    for (const screen of [page, phone]) {
      await screen.getByText('PIN expires in about 2 minutes').waitFor()
      expect(await timers(screen)).to.deep.equal(['PIN expires in about 2 minutes'])
    }
  })

  it('[P133] a new PIN lives in full: where its request does not any more, by a new one', async () => {
    const { page } = await open()
    await page.goto(`${ending.url}/lost-passkey`)
    const request = (await readQr(page)).split('.')[0]
    await showPin(page)
    const pin = page.getByLabel('PIN', { exact: true })
    const first = await pin.innerText()
    await button(page, 'New PIN').click()
    await eventually('another PIN is shown', async () => (await pin.innerText()) !== first)
    await button(page, 'Use the QR code instead').click()
    expect((await readQr(page)).split('.')[0]).not.to.equal(request)
  })
})
