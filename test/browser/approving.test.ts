import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { browserDevices } from '../support/devices.ts'
import {
  addSecurityKey,
  approve,
  createAndSignIn,
  passkeyRows,
  scanAndContinue,
  signInFromElsewhere,
  signInWithKey,
  signUp,
} from '../support/people.ts'
import { readQr } from '../support/read-qr.ts'
import { runSql } from '../support/run-sql.ts'
import { setStatus } from '../support/set-status.ts'
import { siteStores } from '../support/site-stores.ts'
import { commonSite } from '../support/sites.ts'

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const heading = (page: Page, name: string) => page.getByRole('heading', { name, exact: true })

describe('what an approval can be about, in the browser', () => {
  const site = commonSite('embedded')
  const stores = siteStores(site)
  const open = browserDevices()

  it('"Add this device" adds one where nothing was lost, and says so in the dialog', async () => {
    const [laptop, phone] = await Promise.all([open(), open()])
    await signUp(phone.page, site.url, 'Alice Adds')
    await laptop.page.goto(`${site.url}/sign-in`)
    await laptop.page.getByRole('link', { name: 'Add this device' }).click()
    await heading(laptop.page, 'Add this device').waitFor()
    await scanAndContinue(phone.page, laptop.page)
    const dialog = phone.page.getByRole('dialog', { name: 'Add a passkey?' })
    await dialog.getByText('Add a device; nothing was lost').waitFor()
    expect(await dialog.getByRole('radio').count()).to.equal(0)
    await approve(phone.page)
    await createAndSignIn(laptop.page, 'Alice Adds')
    const rows = passkeyRows(laptop.page)
    expect(await rows.count()).to.equal(2)
    expect(await rows.filter({ hasText: 'Suspended' }).count()).to.equal(0)
  })

  it('a reload goes on with a live claim, and begins anew after a finished one', async () => {
    const [laptop, phone] = await Promise.all([open(), open()])
    await signUp(phone.page, site.url, 'Alice Reloads')
    await laptop.page.goto(`${site.url}/sign-in`)
    await laptop.page.getByRole('link', { name: 'Add this device' }).click()
    await scanAndContinue(phone.page, laptop.page)
    const dialog = phone.page.getByRole('dialog', { name: 'Add a passkey?' })
    await dialog.waitFor()
    await phone.page.goto(`${site.url}/approve`)
    await dialog.getByRole('button', { name: 'Deny', exact: true }).click()
    await heading(phone.page, 'Request denied').waitFor()
    await phone.page.goto(`${site.url}/approve`)
    await phone.page.getByRole('textbox', { name: 'PIN', exact: true }).waitFor()

    await button(laptop.page, 'Start again').click()
    await scanAndContinue(phone.page, laptop.page)
    await approve(phone.page)
    await phone.page.reload()
    await heading(laptop.page, 'Is this your account?').waitFor()
    await createAndSignIn(laptop.page, 'Alice Reloads')
    await heading(phone.page, 'Your new passkey works').waitFor()
    await phone.page.goto(`${site.url}/approve`)
    await phone.page.getByRole('textbox', { name: 'PIN', exact: true }).waitFor()
  })

  it('a passkey that was stolen is suspended at once, and its session ends', async () => {
    const [laptop, phone, thief] = await Promise.all([open(), open(), open()])
    await signUp(phone.page, site.url, 'Alice Robbed')
    await signInWithKey(thief, site.url, await addSecurityKey(phone, 'Stolen key'))
    await laptop.page.goto(`${site.url}/lost-passkey`)
    await scanAndContinue(phone.page, laptop.page)
    const dialog = phone.page.getByRole('dialog', { name: 'Replace a passkey?' })
    await dialog.getByRole('radio', { name: 'Stolen key' }).check()
    await dialog.getByRole('checkbox', { name: 'It was stolen' }).check()
    await dialog.getByText('It stops working as soon as you approve.').waitFor()
    const ended = thief.page.waitForURL(/why=session-ended/, { waitUntil: 'commit' })
    await approve(phone.page)
    await ended
    // No new passkey exists yet.
    await heading(laptop.page, 'Is this your account?').waitFor()
    await button(thief.page, 'Sign in with a passkey').click()
    await thief.page.getByText('This passkey is suspended').waitFor()
    // It stays so, whatever comes of the request.
    await button(phone.page, 'Stop: this wasn’t me').click()
    await phone.page.getByText(/^No passkey was added\./).waitFor()
    await laptop.page.getByText(/^No passkey was added to your account\./).waitFor()
    for (const { page } of [phone, laptop])
      expect(await page.getByText(/nothing was changed/i).count()).to.equal(0)
  })

  it('[W40] [W41] approves where a passkey is reached another way than it was made, by a client without handle', async () => {
    const [laptop, phone, tablet] = await Promise.all([open(), open(), open()])
    await signUp(phone.page, site.url, 'Alice Elsewhere')
    await tablet.plugIn({ transport: 'hybrid', passkeys: await addSecurityKey(phone, 'Key') })
    await tablet.page.addInitScript(() => {
      const { credentials } = navigator
      const get = credentials.get.bind(credentials)
      credentials.get = async (options) => {
        const given = (await get(options)) as PublicKeyCredential
        if (options?.publicKey?.allowCredentials?.length)
          Object.defineProperty(given.response, 'userHandle', { value: new ArrayBuffer(0) })
        return given
      }
    })
    await signInFromElsewhere(tablet.page, site.url)
    await laptop.page.goto(`${site.url}/lost-passkey`)
    await scanAndContinue(tablet.page, laptop.page)
    await approve(tablet.page)
    await heading(laptop.page, 'Is this your account?').waitFor()
  })

  it('the page of the same browser is not approved, but led to "Add a passkey"', async () => {
    const { context, page } = await open()
    await signUp(page, site.url, 'Alice Alone')
    const lost = await context.newPage()
    await lost.goto(`${site.url}/lost-passkey`)
    await lost.getByText('You’re signed in here as Alice Alone.').waitFor()
    await scanAndContinue(page, lost)
    await lost.getByText('If you still have a passkey, add one here without a code.').waitFor()
    await page.getByText('This browser can’t approve itself.').waitFor()
    await page.getByText('If you still have a passkey, add another one').waitFor()
    await page.getByRole('link', { name: 'Go to your passkeys' }).click()
    await button(page, 'Add a passkey').click()
    await page.getByRole('dialog').getByRole('link', { name: 'Lost your passkey?' }).waitFor()
    await lost.getByRole('img', { name: 'QR code' }).waitFor()
  })

  it('without a passkey that may approve, that is said before the code is claimed', async () => {
    const [laptop, phone] = await Promise.all([open(), open()])
    await signUp(phone.page, site.url, 'Alice Bare')
    // No page leads there: support has suspended the only passkey of someone who is signed in.
    const account = (await stores.sql.accounts.findByName('alice bare'))!
    const [only] = await stores.sql.credentials.list(account.id)
    await setStatus((statement) => runSql(site, statement), only!.id, 'suspended')
    await laptop.page.goto(`${site.url}/lost-passkey`)
    await phone.page.goto(await readQr(laptop.page))
    await heading(phone.page, 'This device can’t approve').waitFor()
    await phone.page.getByText(/The code still works there/).waitFor()
    expect(await button(phone.page, 'Continue').count()).to.equal(0)
    // Nor is such a person sent back to a page that asks for a passkey.
    const known = phone.page.waitForResponse('**/api/session')
    await phone.page.goto(`${site.url}/lost-passkey`)
    await (await known).finished()
    await phone.page.getByRole('img', { name: 'QR code' }).waitFor()
    expect(await phone.page.getByText('You’re signed in here').count()).to.equal(0)
    await heading(laptop.page, 'Lost your passkey?').waitFor()
  })
})
