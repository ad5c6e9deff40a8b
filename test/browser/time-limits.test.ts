import type { Page } from 'playwright-core'
import { browserDevices } from '../support/devices.ts'
import { approve, scanAndContinue, signUp, typePinAndContinue, typeReturnPin } from '../support/people.ts'
import { embeddedSite } from '../support/sites.ts'

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const heading = (page: Page, name: string) => page.getByRole('heading', { name, exact: true })

describe('time that runs out in the browser', () => {
  const quick = embeddedSite({ lives: { claimable: 2_000 } })
  const hasty = embeddedSite({ lives: { decision: 3_000 } })
  const forgetful = embeddedSite({ lives: { returnPin: 4_000 } })
  const open = browserDevices()

  it('a code that nobody used is over without a press, and a new one takes one', async () => {
    const { page } = await open()
    await page.goto(`${quick.url}/lost-passkey`)
    await heading(page, 'Time ran out').waitFor()
    await button(page, 'Start again').click()
    await page.getByRole('img', { name: 'QR code' }).waitFor()
  })

  it('a claim without an answer is over, and the page goes on with a new code that asks for PINs', async () => {
    const [requesting, approving] = await Promise.all([open(), open()])
    await signUp(approving.page, hasty.url, 'Alice Slow')
    await requesting.page.goto(`${hasty.url}/lost-passkey`)
    await scanAndContinue(approving.page, requesting.page)
    await heading(approving.page, 'This request has ended').waitFor()
    await button(approving.page, 'Scan or type another code').click()
    await scanAndContinue(approving.page, requesting.page)
    await heading(approving.page, 'Type this PIN on the other screen').waitFor()
  })

  it('a return PIN that nobody typed is renewed with a press', async () => {
    const [requesting, approving] = await Promise.all([open(), open()])
    await signUp(approving.page, forgetful.url, 'Alice Forgets')
    await approving.page.goto(`${forgetful.url}/approve`)
    await requesting.page.goto(`${forgetful.url}/lost-passkey`)
    await typePinAndContinue(approving.page, requesting.page, 'Alice Forgets')
    await approving.page.getByText('This PIN has expired.').waitFor()
    await requesting.page.getByText('Get a new one on your other device with “New PIN”.').waitFor()
    await button(approving.page, 'New PIN').click()
    await approving.page.getByText('This PIN has expired.').waitFor({ state: 'detached' })
    await typeReturnPin(approving.page, requesting.page)
    await approve(approving.page)
    await heading(requesting.page, 'Is this your account?').waitFor()
  })
})
