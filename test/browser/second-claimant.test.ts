import type { Page } from 'playwright-core'
import { browserDevices } from '../support/devices.ts'
import {
  addSecurityKey,
  approve,
  createAndSignIn,
  expectReplaced,
  signUp,
  typeReturnPin,
} from '../support/people.ts'
import { readQr } from '../support/read-qr.ts'
import { commonSite } from '../support/sites.ts'

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const heading = (page: Page, name: string) => page.getByRole('heading', { name, exact: true })

describe('a code that two accounts use', () => {
  const site = commonSite('embedded')
  const open = browserDevices()

  it('is stopped even after an approval, and goes on for the account whose name is typed, with PINs', async () => {
    const [asking, mallory, alice] = await Promise.all([open(), open(), open()])
    await signUp(mallory.page, site.url, 'Mallory')
    await signUp(alice.page, site.url, 'Alice')
    await addSecurityKey(alice, 'Lost key')
    await asking.page.goto(`${site.url}/lost-passkey`)
    // Both look at the same code before one of them goes on, as a camera behind a shoulder does.
    const code = await readQr(asking.page)
    await Promise.all([mallory.page.goto(code), alice.page.goto(code)])
    await button(mallory.page, 'Continue').click()
    await approve(mallory.page)
    await heading(asking.page, 'Is this your account?').waitFor()

    await button(alice.page, 'Continue').click()
    await alice.page.getByText('This code doesn’t work.').waitFor()
    await heading(mallory.page, 'Someone else used the same code').waitFor()
    await heading(asking.page, 'Someone else used this code').waitFor()
    await asking.page.reload()
    await heading(asking.page, 'Someone else used this code').waitFor()
    await asking.page.getByRole('textbox', { name: 'Account name' }).fill('alice')
    await button(asking.page, 'Get a new code').click()

    const bound = await readQr(asking.page)
    await mallory.page.goto(bound)
    await button(mallory.page, 'Continue').click()
    await mallory.page.getByText('This code doesn’t work.').waitFor()

    await alice.page.goto(bound)
    await button(alice.page, 'Continue').click()
    await typeReturnPin(alice.page, asking.page)
    await approve(alice.page, 'Lost key')
    await createAndSignIn(asking.page, 'Alice')
    await expectReplaced(asking.page, 'Lost key')
  })
})
