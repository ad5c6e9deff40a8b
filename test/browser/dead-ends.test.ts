import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { openCase } from '../support/case-people.ts'
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

describe('on pages that a link opens, and on that of a case', () => {
  const site = embeddedSite({ env: { ASSISTED: 'user' } })
  const open = browserDevices()
  const link = (page: Page, name: string) => page.getByRole('main').getByRole('link', { name, exact: true })

  for (const path of ['/pause', '/email-link', '/vouch', '/recover']) {
    it(`${path} that was loaded again says that it needs its link, and blames nobody for that`, async () => {
      const { page } = await open()
      await page.goto(`${site.url}${path}#${'A'.repeat(22)}`)
      await page.waitForFunction(() => location.hash === '')
      await page.reload()
      const refusal = page.getByRole('alert').filter({ hasText: 'This page needs its link.' })
      await refusal
        .getByText(/^It was loaded again, or the link was cut off\. Open the link once more\./)
        .waitFor()
    })
  }

  for (const path of ['/pause', '/email-link']) {
    it(`[M52] ${path} leads to the account page where its link has ended`, async () => {
      const { page } = await open()
      await page.goto(`${site.url}${path}#${'A'.repeat(22)}`)
      const refusal = page.getByRole('alert').filter({ hasText: 'This link doesn’t work any more.' })
      const way = refusal.getByRole('link', { name: 'Open your account' })
      await way.waitFor()
      expect(await way.getAttribute('href')).to.equal('/account')
    })
  }

  it('[E30] /email-link leads from a link that has ended to where one asks for a mail', async () => {
    const { page } = await open()
    await page.goto(`${site.url}/email-link#${'A'.repeat(22)}`)
    const way = link(page, 'Ask for a mail of your own')
    await way.waitFor()
    expect(await way.getAttribute('href')).to.equal('/email-code')
  })

  it('an open case says that its page can be closed, and what another name does to it', async () => {
    const { page } = await open()
    await page.goto(`${site.url}/support-case`)
    expect(await link(page, 'Other ways back in').getAttribute('href')).to.equal('/lost-passkey')
    await openCase(page, 'Dot Waits')
    await page.getByText(/^You can close this page\. To type the code, come back in this browser:/).waitFor()
    const { host } = new URL(site.url)
    await page.locator('strong', { hasText: `${host}/support-case` }).waitFor()
    // This site has no address of support.
    await page
      .getByText(/^Call support, and read this number out\. Contact support: the people who/)
      .waitFor()
    await page.getByRole('button', { name: 'Open a case for another name', exact: true }).click()
    const name = page.getByRole('textbox', { name: 'Account name' })
    await name.and(page.locator('[aria-describedby]')).waitFor()
    await page.getByText('Another name ends your case for “Dot Waits”.').waitFor()
    const number = await openCase(page, 'Dot Waits')
    await page.getByText(number, { exact: true }).waitFor()
  })
})
