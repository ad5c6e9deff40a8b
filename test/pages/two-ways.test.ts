import type { Page } from 'playwright-core'
import { browserDevices } from '../support/devices.ts'
import { signUp } from '../support/people.ts'
import { embeddedSite } from '../support/sites.ts'

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })

describe('the pages of a site that asks for two ways back in', () => {
  const site = embeddedSite({ env: { RECOVERY_LEVEL: 'aal2' } })
  const open = browserDevices()

  it('[R7] say before anything is used that one is not enough', async () => {
    const { page } = await open()
    await page.goto(`${site.url}/lost-passkey`)
    await page.getByText('No other device?').click()
    await page.getByText('One code that you saved, and a second way.').waitFor()
    await page.getByText('It takes two ways together').waitFor()
    await page.getByRole('link', { name: 'I have my backup codes' }).click()
    await page.getByText('You need a second way too. The next screen asks for it.').waitFor()
    await signUp(page, site.url, 'Ada Needs Two')
    await button(page, 'Make backup codes').click()
    await page
      .getByText(/It takes a second way too\.$/)
      .first()
      .waitFor()
  })
})
