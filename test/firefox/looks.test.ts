import { expect } from 'chai'
import { type FirefoxDevice, firefoxDevices, type Prefs } from '../support/firefox.ts'
import { find, readQrOf } from '../support/firefox-page.ts'
import { expectNoComplaints } from '../support/people.ts'
import { commonSite } from '../support/sites.ts'

/** The narrowest phone, and a screen of 1280 px at 400 % zoom. */
const SMALL = [
  { width: 320, height: 568 },
  { width: 320, height: 256 },
]

describe('how Firefox shows the pages', () => {
  const site = commonSite('embedded')

  const SETTINGS: Record<string, [Prefs, (shade: number) => boolean]> = {
    'by day': [{ 'ui.systemUsesDarkTheme': 0 }, (shade) => shade > 200],
    'by night': [{ 'ui.systemUsesDarkTheme': 1 }, (shade) => shade < 60],
    'in colours of the person’s own': [{ 'browser.display.document_color_use': 2 }, () => true],
  }
  for (const [called, [prefs, isRight]] of Object.entries(SETTINGS)) {
    describe(called, () => {
      const open = firefoxDevices(prefs)

      it('[P125] the code stays readable, and small screens scroll one way only', async () => {
        const device: FirefoxDevice = await open()
        const { page } = device
        await page.goto(`${site.url}/lost-passkey`)
        await readQrOf(page)
        expect(isRight(await groundOf(device))).to.equal(true)
        for (const size of SMALL) {
          await page.setViewport(size)
          await find(page, 'button', 'Use a PIN instead')
          const { scrollWidth, clientWidth } = await page.$eval('html', (root) => ({
            scrollWidth: root.scrollWidth,
            clientWidth: root.clientWidth,
          }))
          expect(scrollWidth, `${size.width}x${size.height}`).to.be.at.most(clientWidth)
        }
        expectNoComplaints(device)
      })
    })
  }
})

/** The first channel of the colour behind everything. */
async function groundOf({ page }: FirefoxDevice): Promise<number> {
  const ground = await page.$eval('html', (root) => getComputedStyle(root).backgroundColor)
  return Number(/\d+/.exec(ground)?.[0])
}
