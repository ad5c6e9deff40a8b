import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { PAGE_PATHS } from '../../shared/pages.ts'
import { eventually } from '../contract/eventually.ts'
import { expectAccessible } from '../support/accessible.ts'
import { browserDevices } from '../support/devices.ts'
import { expectNoComplaints } from '../support/people.ts'
import { type Site, startEmbedded } from '../support/sites.ts'

const DRAWING = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">
  <script>parent.ran = true; document.documentElement.setAttribute('ran', '')</script>
  <rect width="64" height="64" fill="#7a1fa2" onload="parent.ran = true" />
</svg>`

/** rgb() as browsers compute it. */
const LIGHT = 'rgb(122, 31, 162)'
const DARK = 'rgb(217, 179, 255)'

const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name })

describe('the look of a site', () => {
  const open = browserDevices()
  let site: Site
  let folder: string
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'rekey-look-'))
    const logo = join(folder, 'logo.svg')
    writeFileSync(logo, DRAWING)
    const env = { SITE_NAME: 'Violet', LOGO_FILE: logo, ICON_FILE: logo, ACCENT_COLOR: '#7a1fa2,#d9b3ff' }
    site = await startEmbedded({ env })
  })
  after(async () => {
    await site?.stop()
    rmSync(folder, { recursive: true })
  })

  it('[H80] logo, icon and colours are its own on every page and in both schemes; a script in a drawing never runs', async () => {
    const device = await open()
    const { page } = device
    await page.goto(`${site.url}/sign-in`)
    await heading(page, 'Sign in').waitFor()
    const button = page.getByRole('link', { name: 'Violet' })
    const logo = button.locator('img')
    expect(
      await logo.evaluate((img: HTMLImageElement) => [img.naturalWidth > 0, 'ran' in window]),
    ).to.deep.equal([true, false])
    expect(await page.locator('link[rel=icon]').getAttribute('href')).to.match(/^\/assets\/icon-.*\.svg$/)
    const colour = () =>
      page
        .getByRole('button', { name: 'Sign in with a passkey' })
        .evaluate((one) => getComputedStyle(one).backgroundColor)
    expect(await colour()).to.equal(LIGHT)
    await page.emulateMedia({ colorScheme: 'dark' })
    await page.waitForFunction(
      `getComputedStyle(document.documentElement).getPropertyValue('--accent').trim() === '#d9b3ff'`,
    )
    // Colours of a button fade into each other.
    await eventually('the button is violet as on dark pages', async () => (await colour()) === DARK)
    await expectAccessible(page, '/sign-in, in violet')
    expectNoComplaints(device)
    await page.goto(site.url + (await logo.getAttribute('src')))
    expect(await page.evaluate(() => document.documentElement.hasAttribute('ran'))).to.equal(false)
  })

  it('[H79] an address that leads nowhere has a page like any other: styled in both schemes, with a main and ways on', async () => {
    const { page } = await open()
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      await page.goto(`${site.url}/nowhere`)
      await page.getByRole('main').getByRole('heading', { level: 1, name: 'Page not found' }).waitFor()
      expect(await page.title()).to.equal('Page not found · Violet')
      const start = page.getByRole('link', { name: 'Go to the start page' })
      expect(await start.evaluate((one) => getComputedStyle(one).backgroundColor)).to.equal(
        { light: LIGHT, dark: DARK }[colorScheme],
      )
    }
    await expectAccessible(page, '404')
    await page.getByRole('link', { name: 'Lost your passkey?' }).click()
    await page.waitForURL('**/lost-passkey')
  })

  it('is dark on light on paper, whatever the screen has, and shows nothing there that wants to be pressed', async () => {
    const { page } = await open({ colorScheme: 'dark' })
    await page.goto(`${site.url}/how-it-works`)
    const lost = page.getByRole('link', { name: 'Lost your passkey?' })
    await lost.waitFor()
    const text = () => page.evaluate(() => getComputedStyle(document.body).color)
    expect(await text()).to.equal('rgb(228, 236, 235)')
    await page.emulateMedia({ media: 'print' })
    expect(await text()).to.equal('rgb(23, 39, 40)')
    expect(await lost.isVisible()).to.equal(false)
  })

  it('[H83] without JavaScript every page says what it needs, in the look of the site', async () => {
    const browser = (await open()).context.browser()
    const context = await browser!.newContext({ javaScriptEnabled: false })
    const page = await context.newPage()
    for (const path of PAGE_PATHS) {
      await page.goto(site.url + path)
      await page
        .getByRole('main')
        .getByRole('heading', { level: 1, name: 'This page needs JavaScript' })
        .waitFor()
      expect(await page.getByRole('heading').count(), path).to.equal(1)
      expect(await page.locator('main p:visible').innerText()).to.include('Turn on JavaScript for this site')
    }
    await context.close()
  })

  it('[H83] a page whose script never comes says so after a while, and is not left blank', async () => {
    const { page } = await open()
    await page.route('**/*.js', (route) => route.abort())
    await page.goto(`${site.url}/lost-passkey`)
    const slow = heading(page, 'This page is taking a long time to load')
    expect(await slow.count()).to.equal(0)
    // Ten seconds, passed at once.
    await page.evaluate(() => {
      for (const animation of document.getAnimations()) animation.finish()
    })
    await slow.waitFor()
  })
})
