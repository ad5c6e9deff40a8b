import type { Page } from 'playwright-core'
import { browserDevices } from '../support/devices.ts'
import { approve, createAndSignIn, scanAndContinue, signUp } from '../support/people.ts'
import { commonSite } from '../support/sites.ts'

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })

describe('a name in letters that look like Latin ones', () => {
  const site = commonSite('embedded')
  const open = browserDevices()

  it('[A88] says its script where it is to be confirmed', async () => {
    const [asking, approving] = await Promise.all([open(), open()])
    await signUp(approving.page, site.url, 'аӏісе')
    await asking.page.goto(`${site.url}/lost-passkey`)
    await scanAndContinue(approving.page, asking.page)
    await approve(approving.page)
    await button(asking.page, 'Create passkey').waitFor()
    await asking.page.getByText('This name is written in Cyrillic letters.').waitFor()
    await createAndSignIn(asking.page, 'аӏісе')
  })
})
