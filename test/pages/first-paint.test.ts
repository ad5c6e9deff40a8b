import { expect } from 'chai'
import { DESKTOP, PHONE } from '../support/browser.ts'
import { browserDevices } from '../support/devices.ts'
import { expectNoComplaints } from '../support/people.ts'
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
      await device.page.getByText('Do this only where nobody else can see or film this screen.').waitFor()
      await device.page
        .getByText(/^This code is good for another/)
        .first()
        .waitFor()
      expectNoComplaints(device)
    })
  }

  it('tells those on localhost that a phone cannot follow, and how to try', async () => {
    const { page } = await open()
    await page.goto(`${site.url}/lost-passkey`)
    await page.getByText('A phone cannot open this QR code.').waitFor()
    await page.getByText(/use a PIN in another browser/).waitFor()
  })
})
