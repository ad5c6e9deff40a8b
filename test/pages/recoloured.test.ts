import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { PAGE_PATHS } from '../../shared/pages.ts'
import { browserDevices } from '../support/devices.ts'
import { readQr } from '../support/read-qr.ts'
import { commonSite } from '../support/sites.ts'

/** What extensions for dark pages do to every element, each in its own words. */
const RECOLOUR = `* {
  color: #e8e6e3 !important;
  fill: #e8e6e3 !important;
  background-color: #181a1b !important;
  border-color: #736b5e !important;
}`

describe('the QR code under what recolours pages', () => {
  const site = commonSite('embedded')
  const open = browserDevices()

  async function expectCode(page: Page): Promise<void> {
    expect(await readQr(page)).to.match(/\/approve#q=/)
  }

  for (const colorScheme of ['light', 'dark'] as const) {
    it(`[P125] stays dark on light, ${colorScheme}: auto dark, forced colours, and a page recoloured through and through`, async () => {
      const { context, page } = await open({ colorScheme })
      const cdp = await context.newCDPSession(page)
      await cdp.send('Emulation.setAutoDarkModeOverride', { enabled: true })
      await page.goto(`${site.url}/lost-passkey`)
      await expectCode(page)
      await cdp.send('Emulation.setAutoDarkModeOverride', { enabled: false })
      await page.emulateMedia({ forcedColors: 'active', colorScheme })
      await expectCode(page)
      await page.emulateMedia({ forcedColors: 'none', colorScheme })
      await cdp.send('Page.setBypassCSP', { enabled: true })
      await page.reload()
      await page.addStyleTag({ content: RECOLOUR })
      await expectCode(page)
    })
  }

  it('[P134] the picture of a screen is seen in forced colours too, and no screen reader stops at it', async () => {
    const { page } = await open()
    await page.emulateMedia({ forcedColors: 'active' })
    await page.goto(`${site.url}/approve`)
    const picture = page.getByRole('main').locator('svg')
    expect(await picture.getAttribute('aria-hidden')).to.equal('true')
    const seen = await picture.evaluate((svg) => {
      const disc = getComputedStyle(svg.parentElement!)
      return {
        edge: disc.borderTopWidth,
        differs: getComputedStyle(svg).stroke !== disc.backgroundColor,
        width: svg.getBoundingClientRect().width,
      }
    })
    expect(seen).to.deep.equal({ edge: '1px', differs: true, width: 44 })
  })

  it('asks Dark Reader to leave every page as it is, since each has a dark theme of its own', async () => {
    const { page } = await open({ colorScheme: 'dark' })
    for (const path of PAGE_PATHS) {
      // Not by `goto`: without a session, the last two lead away.
      const html = await (await page.request.get(site.url + path)).text()
      expect(html, path).to.include('<meta name="darkreader-lock"')
    }
    for (const path of ['/', '/sign-up', '/sign-in', '/lost-passkey', '/approve']) {
      await page.goto(site.url + path)
      const ground = await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)
      expect(ground, path).to.equal('rgb(14, 22, 23)')
    }
  })
})
