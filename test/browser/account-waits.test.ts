import type { Page } from 'playwright-core'
import { expectAccessible } from '../support/accessible.ts'
import { PHONE } from '../support/browser.ts'
import { browserDevices } from '../support/devices.ts'
import { focusOn } from '../support/keyboard.ts'
import { signUp } from '../support/people.ts'
import { embeddedSite } from '../support/sites.ts'

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })

describe('an account that tried too many codes', () => {
  const site = embeddedSite({ env: { LIMITS: 'claim=3' } })
  const open = browserDevices()

  it('hears for how long it cannot approve, and what works all the same', async () => {
    const { page } = await open({ viewport: PHONE })
    await signUp(page, site.url, 'Alice Tries')
    await page.goto(`${site.url}/approve`)
    const pin = page.getByRole('textbox', { name: 'PIN', exact: true })
    const heading = page.getByRole('heading', {
      level: 1,
      name: 'Your account can’t approve for another 10 min',
    })
    for (let tries = 0; tries < 2; tries += 1) {
      await pin.fill(`K7Q2-9XW${tries}`)
      const answered = page.getByText('This code doesn’t work.').or(heading)
      await button(page, 'Continue').click()
      await answered.waitFor()
    }
    await button(page, 'Continue').click()
    await focusOn(heading)
    await page.getByText('Too many codes, PINs or recoveries were tried').waitFor()
    await expectAccessible(page, 'account that waits')
    await page.getByRole('link', { name: 'Go to your passkeys' }).click()
    await button(page, 'Add a passkey').waitFor()
  })
})
