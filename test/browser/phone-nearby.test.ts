import { expect } from 'chai'
import { browserDevices } from '../support/devices.ts'
import {
  addSecurityKey,
  expectNoComplaints,
  passkeyRows,
  signUp,
  USED_HERE,
  workingPasskeys,
} from '../support/people.ts'
import { commonSite } from '../support/sites.ts'

describe('"Passkey on a phone nearby?"', () => {
  const site = commonSite('embedded')
  const open = browserDevices()

  /** A laptop without a passkey, which takes that of a phone on the page of whoever lost one. */
  async function takePhoneOf(name: string) {
    const [owner, laptop] = await Promise.all([open(), open()])
    await signUp(owner.page, site.url, name)
    const passkeys = await addSecurityKey(owner, 'Phone')
    const { page } = laptop
    await page.goto(`${site.url}/lost-passkey`)
    await page.getByText('Passkey on a phone nearby?').click()
    const putAway = await laptop.plugIn({ transport: 'hybrid', passkeys })
    // Once it has answered, the phone is put away: the new passkey is for the laptop itself.
    await page.route('**/api/sign-in', async (route) => {
      await putAway()
      await route.continue()
    })
    const take = () => page.getByRole('button', { name: 'Use the passkey on my phone' }).click()
    return { laptop, page, take }
  }

  it('signs in with it, and goes straight on to a passkey for this device', async () => {
    const { laptop, page, take } = await takePhoneOf('Alice Nearby')
    await take()
    await page.waitForURL('**/account')
    const rows = passkeyRows(page)
    await rows.nth(2).waitFor()
    expect(await rows.filter({ hasText: USED_HERE }).innerText()).to.include('Phone')
    expect(await workingPasskeys(page).count()).to.equal(3)
    expectNoComplaints(laptop)
  })

  it('makes no second passkey when the answer to the first was lost', async () => {
    const { page, take } = await takePhoneOf('Alice Cut Off')
    await page.route('**/api/passkeys', async (route) => {
      await route.fetch()
      await route.abort()
    })
    await take()
    await page.getByText('The new passkey may have been added all the same.').waitFor()
    expect(await page.getByRole('button', { name: 'Create passkey for this device' }).count()).to.equal(0)
    await page.getByRole('button', { name: 'Go to your account' }).click()
    await page.waitForURL('**/account')
    await passkeyRows(page).nth(2).waitFor()
  })

  it('says what is wrong when no phone answers, and keeps the code', async () => {
    const { page } = await open()
    await page.goto(`${site.url}/lost-passkey`)
    await page.getByText('Passkey on a phone nearby?').click()
    await page.getByRole('button', { name: 'Use the passkey on my phone' }).click()
    await page.getByText('The passkey window was closed, or there was no matching passkey.').waitFor()
    await page.getByRole('img', { name: 'QR code' }).waitFor()
  })
})
