import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { browserDevices } from '../support/devices.ts'
import { embeddedSite } from '../support/sites.ts'

const HELP = 'https://help.example/passkeys'

describe('where nothing goes on', () => {
  const site = embeddedSite({ env: { SUPPORT_URL: HELP }, lives: { claimable: 3_000 } })
  const open = browserDevices()

  async function expectHelp(page: Page): Promise<void> {
    const link = page.getByRole('main').getByRole('link', { name: 'Contact support' })
    await link.waitFor()
    expect(await link.getAttribute('href')).to.equal(HELP)
    // In this tab it would end the request.
    expect(await link.getAttribute('target')).to.equal('_blank')
  }

  it('[P136] there is a way on: without another device, and after an end', async () => {
    const { page } = await open()
    await page.goto(`${site.url}/lost-passkey`)
    await page.getByText('No other device?').click()
    await expectHelp(page)
    await page.getByRole('main').getByRole('link', { name: 'Go to sign-in' }).waitFor()
    await page.getByRole('heading', { name: 'Time ran out' }).waitFor()
    await page.getByRole('button', { name: 'Start again', exact: true }).waitFor()
    await expectHelp(page)
  })
})
