import { expect } from 'chai'
import { DESKTOP, PHONE } from '../support/browser.ts'
import { browserDevices } from '../support/devices.ts'
import { addSecurityKey, expectNoComplaints, signUp } from '../support/people.ts'
import { readQr } from '../support/read-qr.ts'
import { commonSite } from '../support/sites.ts'

describe('the first sight of /lost-passkey', () => {
  const site = commonSite('embedded')
  const open = browserDevices()

  for (const [kind, viewport] of Object.entries({ desktop: DESKTOP, phone: PHONE })) {
    it(`shows a QR code that can be read, without a press or a scroll, on a ${kind}`, async () => {
      const device = await open({ viewport })
      await device.page.goto(`${site.url}/lost-passkey`)
      // A screenshot holds what can be seen, and nothing below.
      expect(await readQr(device.page)).to.match(new RegExp(`^${site.url}/approve#q=[\\w.-]+$`))
      await device.page.getByText('Make sure nobody else can see or film this screen.').waitFor()
      await device.page
        .getByText(/^Code expires in about 10 minutes$/)
        .first()
        .waitFor()
      expectNoComplaints(device)
    })
  }

  it('tells those on localhost that a phone cannot follow, and how to try', async () => {
    const { page } = await open()
    await page.goto(`${site.url}/lost-passkey`)
    await page.getByText('A phone can’t open this QR code.').waitFor()
    await page.getByText(/use a PIN in another browser/).waitFor()
  })
})

type Shift = PerformanceEntry & { readonly sources: readonly { readonly node: Node | null }[] }

/** Notes, from the first script on, what of the page's own content is moved by what comes after it. */
function noteMoves(): void {
  const moves: string[] = []
  Object.assign(window, { moves })
  new PerformanceObserver((list) => {
    for (const { sources } of list.getEntries() as Shift[])
      for (const { node } of sources)
        if (node?.parentElement?.closest('main')) moves.push(node.textContent ?? '')
  }).observe({ type: 'layout-shift', buffered: true })
}

describe('the first sight of a scanned code', () => {
  const site = commonSite('embedded')
  const open = browserDevices()

  it('holds the news of the account too, so that no button moves in the middle of a press', async () => {
    const [phone, laptop] = await Promise.all([open({ viewport: PHONE }), open()])
    await signUp(phone.page, site.url, 'Alice Presses')
    await addSecurityKey(phone, 'Spare key')
    await laptop.page.goto(`${site.url}/lost-passkey`)
    await phone.page.addInitScript(noteMoves)
    await phone.page.goto(await readQr(laptop.page))
    await phone.page.getByRole('button', { name: 'Continue', exact: true }).waitFor()
    await phone.page.getByRole('status').getByText('A passkey was added').waitFor()
    await phone.page.getByText('New passkey: “Spare key”.').waitFor()
    const moves = await phone.page.evaluate(async () => {
      for (let frame = 0; frame < 2; frame += 1) await new Promise(requestAnimationFrame)
      return (window as unknown as { moves: string[] }).moves
    })
    expect(moves).to.deep.equal([])
    await phone.page.getByRole('button', { name: 'Continue', exact: true }).click()
    await phone.page.getByRole('dialog', { name: /Replace a passkey/ }).waitFor()
  })
})
