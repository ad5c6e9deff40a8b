import { readFileSync } from 'node:fs'
import { expect } from 'chai'
import { PAGE_PATHS, pageAt } from '../../shared/pages.ts'
import { browserDevices } from '../support/devices.ts'
import { focusOn } from '../support/keyboard.ts'
import { commonSite } from '../support/sites.ts'

/** The pages that take a secret out of their address. */
const LINK_PAGES = PAGE_PATHS.filter((path) => {
  const main = new URL(`../../web/${pageAt(path).folder}/main.tsx`, import.meta.url)
  return readFileSync(main, 'utf8').includes('link-secret')
})

describe('“Skip to content” on a page that a link opened', () => {
  const site = commonSite('embedded')
  const open = browserDevices()

  it('is tried on every page that takes a secret', () => {
    expect(LINK_PAGES).to.include.members(['/email-link', '/recover', '/vouch', '/pause'])
  })

  for (const path of LINK_PAGES)
    it(`skips on ${path}, and does not load it again without its secret; another link does`, async () => {
      const { page } = await open()
      let loads = 0
      page.on('request', (request) => {
        if (request.isNavigationRequest()) loads += 1
      })
      await page.goto(`${site.url}${path}#${'A'.repeat(22)}`)
      const skip = page.getByRole('link', { name: 'Skip to content' })
      await skip.focus()
      await skip.press('Enter')
      await focusOn(page.getByRole('main'))
      // What the page asks for after a load is seen after it.
      await page.evaluate(() => fetch('/robots.txt'))
      expect(loads).to.equal(1)
      expect(await page.getByText('This page needs its link.').count()).to.equal(0)

      const again = page.waitForEvent('load')
      await page.evaluate((hash) => {
        location.hash = hash
      }, 'B'.repeat(22))
      await again
      expect(loads).to.equal(2)
      expect(page.url()).to.equal(site.url + path)
    })
})
