import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { expectAccessible } from '../support/accessible.ts'
import { browserDevices } from '../support/devices.ts'
import {
  addSecurityKey,
  approve,
  createAndSignIn,
  expectNoComplaints,
  passkeyRows,
  scanAndContinue,
  signUp,
} from '../support/people.ts'
import { commonSite } from '../support/sites.ts'

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name })
const link = (page: Page, name: string) => page.getByRole('link', { name, exact: true })

/** Each of them shows its row's name and pills in its heading. */
async function headings(page: Page): Promise<string[]> {
  const texts = await passkeyRows(page).getByRole('heading').allInnerTexts()
  return texts.map((text) => text.split(/\s*\n\s*/).join(' | '))
}

describe('what the pages say of an account, state by state', () => {
  const site = commonSite('embedded')
  const open = browserDevices()

  it('[A110] tells passkeys apart by name, mark and time, and says how many there are as the list does', async () => {
    const device = await open()
    const { page } = device
    await page.clock.install()
    await signUp(page, site.url, 'Alice Marks')
    const only = page.getByText('You’d be locked out of your account')
    await only.waitFor()
    expect(await headings(page)).to.deep.equal(['Chrome on Linux | This device'])

    await button(page, 'Add a passkey').click()
    await button(page, 'Confirm with a passkey').click()
    await button(page, 'Create passkey').waitFor()
    const takeAway = await device.plugIn()
    await button(page, 'Create passkey').click()
    await page.getByText('Passkey added.').waitFor()
    await takeAway()
    await passkeyRows(page).nth(1).waitFor()
    expect(await headings(page)).to.deep.equal(['Chrome on Linux | This device', 'Chrome on Linux 2 | New'])
    expect(await only.count()).to.equal(0)

    const created = passkeyRows(page)
      .first()
      .getByText(/^Created .* with Chrome on Linux$/)
    expect(await created.innerText()).to.equal('Created just now with Chrome on Linux')
    await page.clock.fastForward('05:00')
    await page.getByText('Created 5 minutes ago with Chrome on Linux').first().waitFor()
    const time = created.locator('time')
    const exact = Date.parse((await time.getAttribute('datetime'))!)
    expect(Date.now() - exact).to.be.within(-1_000, 60_000)
    expect(await time.getAttribute('title')).to.include(String(new Date(exact).getFullYear()))
    expectNoComplaints(device)
  })

  it('[A114] names the passkey that must stay beside one on probation, and leads on to adding another', async () => {
    const [phone, lost] = await Promise.all([open(), open()])
    await signUp(phone.page, site.url, 'Alice Keeper')
    await lost.page.goto(`${site.url}/lost-passkey`)
    await scanAndContinue(phone.page, lost.page)
    await approve(phone.page)
    await createAndSignIn(lost.page, 'Alice Keeper')
    const { page } = phone
    await page.goto(`${site.url}/account`)
    await page.getByText('For now, only “Chrome on Linux” can change settings.').waitFor()
    expect(await page.getByText(/only one/i).count()).to.equal(0)
    expect(await headings(page)).to.deep.equal(['Chrome on Linux | This device', 'Chrome on Linux 2 | New'])
    for (const [act, title] of [
      [/^Remove Chrome on Linux$/, '“Chrome on Linux” can’t be removed yet'],
      [/^Report as stolen Chrome on Linux$/, '“Chrome on Linux” can’t be reported yet'],
    ] as const) {
      await button(page, act).click()
      const dialog = page.getByRole('dialog', { name: title })
      await dialog.getByText(/tomorrow at .*, or now if you add another one first\.$/).waitFor()
      await expectAccessible(page, title)
      await dialog.getByRole('button', { name: 'Add another passkey' }).click()
      await page.getByRole('dialog', { name: 'Add a passkey' }).waitFor()
      await page.keyboard.press('Escape')
    }

    // At home, the one that is new is offered what it may do.
    const home = lost.page
    await home.goto(site.url)
    await home.getByText('You recovered your account').waitFor()
    await home
      .getByText(/^Your passkey here is new\. You can approve other devices with it from tomorrow at /)
      .waitFor()
    expect(await link(home, 'Approve another device').count()).to.equal(0)
    await expectAccessible(home, 'home on probation')
    await link(home, 'Your account').click()
    await home.getByText('Welcome back, Alice Keeper. Your new passkey works.').waitFor()
  })

  it('offers at home what is left to do: the ways in, or the ways on and the news', async () => {
    const device = await open()
    const { page } = device
    await page.goto(site.url)
    await link(page, 'Sign in').waitFor()
    await link(page, 'Create account').waitFor()
    expect(await link(page, 'Approve another device').count()).to.equal(0)

    await signUp(page, site.url, 'Alice Home')
    const asked = page.waitForResponse('**/api/session')
    await page.goto(site.url)
    await page.getByText('You’re signed in as Alice Home').waitFor()
    await asked
    await link(page, 'Your account').waitFor()
    for (const name of ['Sign in', 'Create account']) expect(await link(page, name).count()).to.equal(0)
    await expectAccessible(page, 'home, signed in')
    await link(page, 'Approve another device').click()
    await page.waitForURL('**/approve')

    await page.goto(`${site.url}/account`)
    await addSecurityKey(device, 'Key')
    await page.goto(site.url)
    await page.getByText('A passkey was added', { exact: true }).waitFor()
    await button(page, 'Stop changes I didn’t make').waitFor()
    expectNoComplaints(device)
  })

  it('offers the ways in at home also when the server does not answer', async () => {
    const { page } = await open()
    await page.route('**/api/session', (route) => route.abort())
    await page.goto(site.url)
    await link(page, 'Sign in').waitFor()
  })

  it('leads on where there was nothing to stop', async () => {
    const { page } = await open()
    await signUp(page, site.url, 'Alice Calm')
    await button(page, 'Stop changes I didn’t make').click()
    await page.getByText('Nothing to stop').waitFor()
    await button(page, 'Try another passkey').click()
    await button(page, 'Stop changes I didn’t make').waitFor()
  })
})
