import { expect } from 'chai'
import type { Page } from 'playwright-core'
import type { BrowserDevice, Passkeys } from '../support/browser.ts'
import { browserDevices } from '../support/devices.ts'
import {
  addSecurityKey,
  expectNoComplaints,
  offerNothingByItself,
  onAccount,
  passkeyRows,
  signIn,
  signUp,
  USED_HERE,
} from '../support/people.ts'
import { commonSite } from '../support/sites.ts'

const QUESTION = 'Make a passkey on this device?'

describe('"Make a passkey on this device?" after a sign-in with a passkey from elsewhere', () => {
  const site = commonSite('embedded')
  const open = browserDevices()

  /** What is on the phone of a new account. */
  async function phoneOf(name: string): Promise<Passkeys> {
    const owner = await open()
    await signUp(owner.page, site.url, name)
    return addSecurityKey(owner, 'Phone')
  }

  const press = ({ page }: BrowserDevice, name: string) =>
    page.getByRole('button', { name, exact: true }).click()

  async function signInByPhone(laptop: BrowserDevice): Promise<void> {
    await laptop.page.goto(`${site.url}/sign-in`)
    await press(laptop, 'Sign in with a passkey')
  }

  /** A laptop on which somebody has signed in by a phone, and is asked. */
  async function asked(name: string) {
    const passkeys = await phoneOf(name)
    const laptop = await open()
    const { page } = laptop
    await offerNothingByItself(page)
    const putAway = await laptop.plugIn({ transport: 'hybrid', passkeys })
    await signInByPhone(laptop)
    await page.getByRole('heading', { name: QUESTION }).waitFor()
    return { laptop, page, putAway }
  }

  async function signOut(page: Page): Promise<void> {
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.waitForURL(`${site.url}/`)
  }

  it('[A133] makes it at once when the person says yes: the sign-in counts as the step-up', async () => {
    const { laptop, page, putAway } = await asked('Alice Here')
    expect(await page.evaluate(() => document.activeElement?.textContent)).to.equal(QUESTION)
    await putAway()
    // By keyboard: from the heading to the first button.
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Passkey added' }).waitFor()
    const lose = page.getByRole('link', { name: 'What if you lose this device?' })
    expect(await lose.getAttribute('href')).to.equal('/account')
    await press(laptop, 'Continue')
    await onAccount(page)
    expect(await passkeyRows(page).count()).to.equal(3)
    await page.getByRole('heading', { name: 'What if you lose this device?' }).waitFor()
    await signOut(page)
    await signIn(page, site.url)
    expect(await passkeyRows(page).filter({ hasText: USED_HERE }).innerText()).to.not.include('Phone')
    expectNoComplaints(laptop)
  })

  it('[A133] asks again after "not now", and never again in this browser after "never"', async () => {
    const passkeys = await phoneOf('Alice Never')
    const laptop = await open()
    const { page } = laptop
    await offerNothingByItself(page)
    await laptop.plugIn({ transport: 'hybrid', passkeys })
    for (const answer of ['Not now', 'Never on this device']) {
      await signInByPhone(laptop)
      await page.getByRole('heading', { name: QUESTION }).waitFor()
      await press(laptop, answer)
      await onAccount(page)
    }
    const posted = page.waitForRequest('**/api/sign-in')
    await signInByPhone(laptop)
    expect((await posted).postDataJSON()).to.not.have.property('thenAdd')
    await onAccount(page)
    expect(await passkeyRows(page).count()).to.equal(2)
  })

  it('makes no second one by an offer that was sent: after a refusal the account page has another', async () => {
    const { laptop, page, putAway } = await asked('Alice Refused')
    await putAway()
    await page.route('**/api/passkeys', (route) =>
      route.fulfill({ status: 410, json: { error: { code: 'ceremony_expired' } } }),
    )
    await press(laptop, 'Make a passkey here')
    await page.getByText('That took too long.').waitFor()
    expect(await page.getByRole('button', { name: 'Make a passkey here' }).count()).to.equal(0)
    await press(laptop, 'Go to your account')
    await page.getByRole('dialog', { name: 'Add a passkey' }).waitFor()
  })

  it('[A133] asks nothing where the passkey is on this device, or where the device can’t make one', async () => {
    const passkeys = await phoneOf('Alice Cannot')
    const own = await open()
    await signUp(own.page, site.url, 'Alice Owns')
    await signOut(own.page)
    await signIn(own.page, site.url)
    const kiosk = await open()
    await offerNothingByItself(kiosk.page)
    await kiosk.page.addInitScript(() => {
      PublicKeyCredential.isUserVerifyingPlatformAuthenticatorAvailable = async () => false
    })
    await kiosk.plugIn({ transport: 'hybrid', passkeys })
    await signIn(kiosk.page, site.url)
  })
})
