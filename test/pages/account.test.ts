import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { SOCKETS_OF_SESSION } from '../../server/limits/numbers.ts'
import { eventually } from '../contract/eventually.ts'
import type { BrowserDevice } from '../support/browser.ts'
import { browserDevices } from '../support/devices.ts'
import { focusOn } from '../support/keyboard.ts'
import {
  addSecurityKey,
  expectNoComplaints,
  offerNothingByItself,
  passkeyRows,
  signIn,
  signInFromElsewhere,
  signInWithKey,
  signUp,
} from '../support/people.ts'
import { SignedInDevice } from '../support/signed-in-device.ts'
import { commonSite } from '../support/sites.ts'

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name })

describe('the account page', () => {
  const site = commonSite('embedded')
  const open = browserDevices()

  /** The device's page leaves for sign-in, and says why, within two seconds of `act`. */
  async function expectSignedOut(devices: readonly BrowserDevice[], act: () => Promise<void>): Promise<void> {
    const gone = devices.map(({ page }) =>
      page.waitForURL(/\/sign-in\?.*why=session-ended/, { timeout: 10_000, waitUntil: 'commit' }),
    )
    await Promise.all([...gone, act()])
    for (const { page } of devices) await page.getByText('You were signed out on this device.').waitFor()
  }

  it('adds, renames, removes and restores passkeys, and keeps the last one with an explanation', async () => {
    const device = await open()
    const { page } = device
    await signUp(page, site.url, 'Alice Keys')
    await button(page, /^Remove/).click()
    const kept = page.getByRole('dialog', { name: /can’t be removed yet/ })
    await kept.getByText('Add another passkey first. Then you can remove this one.').waitFor()
    await kept.getByRole('button', { name: 'Close' }).click()

    const key = await addSecurityKey(device, 'Office key')
    expect(await passkeyRows(page).count()).to.equal(2)
    await button(page, 'Remove Office key').click()
    const removal = page.getByRole('dialog', { name: 'Remove “Office key”?' })
    await removal.getByRole('button', { name: 'Remove passkey' }).click()
    await page.getByText(/^Passkey removed\. You can restore it until /).waitFor()
    const removed = passkeyRows(page).nth(1)
    await removed
      .getByText(/gone for good .* Until then, “.*” or an older passkey can restore it\./)
      .waitFor()

    const thief = await open()
    await offerNothingByItself(thief.page)
    await thief.plugIn({ passkeys: key })
    await thief.page.goto(`${site.url}/sign-in`)
    await button(thief.page, 'Sign in with a passkey').click()
    await thief.page.getByText(/^This passkey is suspended/).waitFor()
    await removed.getByRole('button', { name: 'Restore Office key' }).click()
    await page.getByText('Passkey restored. It works again.').waitFor()
    await signInFromElsewhere(thief.page, site.url)
    expectNoComplaints(device)
  })

  it('asks again with a fresh offer after an answer was lost, which names the passkey that was added', async () => {
    const device = await open()
    const { page } = device
    await signUp(page, site.url, 'Alice Loses Answers')
    await button(page, 'Add a passkey').click()
    await button(page, 'Confirm with a passkey').click()
    await button(page, 'Create passkey').waitFor()
    await page.route('**/api/passkeys', async (route) => {
      await route.fetch()
      await route.abort()
    })
    const takeAway = await device.plugIn()
    await button(page, 'Create passkey').click()
    await page.getByText('The new passkey may have been added all the same.').waitFor()
    await page.unroute('**/api/passkeys')
    const held = await takeAway()
    await passkeyRows(page).nth(1).waitFor()

    await button(page, 'Confirm with a passkey').click()
    await button(page, 'Create passkey').waitFor()
    await device.plugIn({ passkeys: held })
    await button(page, 'Create passkey').click()
    await page.getByText('This device already has a passkey for this account.').waitFor()
    expect(await passkeyRows(page).count()).to.equal(2)
  })

  it('shows the newest answer, when an older one comes late', async () => {
    const { page } = await open()
    await signUp(page, site.url, 'Alice Overtaken')
    let letGo = () => {}
    const late = new Promise<void>((resolve) => {
      letGo = resolve
    })
    let reads = 0
    await page.route('**/api/account', async (route) => {
      reads += 1
      const response = await route.fetch()
      if (reads === 1) await late
      await route.fulfill({ response })
    })
    const device = page.getByRole('textbox', { name: 'New name' })
    // Of the passkeys only: while the form is still open, the first "Rename" is that of the account.
    const rename = passkeyRows(page).getByRole('button', { name: /^Rename/ })
    await rename.click()
    await device.fill('First name')
    const first = page.waitForRequest('**/api/account')
    await button(page, 'Save').click()
    const overtaken = await first
    await rename.click()
    await device.fill('Second name')
    await button(page, 'Save').click()
    await button(page, 'Rename Second name').waitFor()
    letGo()
    await (await overtaken.response())?.finished()
    await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn))))
    expect(await button(page, 'Rename Second name').count()).to.equal(1)
  })

  it('gives the focus back to the button that opened the new name, when that is cancelled', async () => {
    const { page } = await open()
    await signUp(page, site.url, 'Alice Cancels')
    const rename = button(page, 'Rename account')
    await rename.click()
    await button(page, 'Cancel').click()
    await focusOn(rename)
  })

  it('lists the devices, and ends one of them or all others', async () => {
    const [phone, laptop, tablet] = await Promise.all([open(), open(), open()])
    await signUp(phone.page, site.url, 'Alice Devices')
    const takeKey = await signInWithKey(laptop, site.url, await addSecurityKey(phone, 'Key'))
    const devices = phone.page.getByRole('region', { name: 'Devices' })
    await phone.page.reload()
    await devices.getByRole('listitem').nth(1).waitFor()
    expect(await devices.getByText('This device').count()).to.equal(1)
    await expectSignedOut([laptop], () => button(phone.page, /^End session Chrome/).click())
    await phone.page.getByText('Session ended.').waitFor()
    await devices.getByRole('listitem').nth(1).waitFor({ state: 'detached' })

    await signInFromElsewhere(laptop.page, site.url)
    await signInWithKey(tablet, site.url, await takeKey())
    await phone.page.reload()
    await expectSignedOut([laptop, tablet], () => button(phone.page, 'End all other sessions').click())
    await phone.page.getByText('All other sessions ended.').waitFor()
    await devices.getByRole('listitem').nth(1).waitFor({ state: 'detached' })
  })

  it('names the oldest passkey to report a stolen one with, where there are several', async () => {
    const device = await open()
    const { page } = device
    await signUp(page, site.url, 'Alice Robbed')
    const heading = await passkeyRows(page).first().getByRole('heading').innerText()
    const [first] = heading.split('\n')
    await addSecurityKey(device, 'Desk key')
    const dialogOf = async (name: string) => {
      await button(page, `Report as stolen ${name}`).click()
      const dialog = page.getByRole('dialog', { name: `Was “${name}” stolen?` })
      await dialog.getByText('If you get it back, you can restore it.').waitFor()
      const said = await dialog.getByText(/, confirm with that\./).allInnerTexts()
      await dialog.getByRole('button', { name: 'Cancel' }).click()
      return said
    }
    expect(await dialogOf('Desk key')).to.deep.equal([])
    await addSecurityKey(device, 'Bag key')
    expect(await dialogOf('Bag key')).to.deep.equal([
      `If you have “${first}” here, confirm with that. It’s your oldest, so no newer passkey can restore what it stops.`,
    ])
    // The desk key came before it, and is too new to stop what is older than itself.
    expect(await dialogOf('Desk key')).to.deep.equal([])
    expectNoComplaints(device)
  })

  it('listens again in a tab that was put out, once someone looks at it', async () => {
    const device = await open()
    const { page } = device
    await signUp(page, site.url, 'Alice Many Tabs')
    await page.goto('about:blank')
    let reads = 0
    page.on('request', (request) => {
      if (request.url().endsWith('/api/account')) reads += 1
    })
    const [socket] = await Promise.all([page.waitForEvent('websocket'), page.goto(`${site.url}/account`)])
    await eventually('the tab listens, and has read once more for it', async () => reads === 2)
    const tabs = new SignedInDevice(site.url)
    for (const { name, value } of await page.context().cookies()) tabs.cookies.set(name, value)
    const putOut = socket.waitForEvent('close')
    const others = await Promise.all(
      Array.from({ length: SOCKETS_OF_SESSION }, () => tabs.sameBrowser().connect(site.url, '/account')),
    )
    try {
      await putOut
      const [again] = await Promise.all([
        page.waitForEvent('websocket'),
        page.evaluate(() => document.dispatchEvent(new Event('visibilitychange'))),
      ])
      await eventually('the tab has read what it missed', async () => reads === 3)
      await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))
      expect(again.isClosed()).to.equal(false)
    } finally {
      for (const other of others) other.close()
    }
  })

  it('tells in sentences what happened', async () => {
    const device = await open()
    const { page } = device
    await signUp(page, site.url, 'Alice Acts')
    await addSecurityKey(device, 'Key')
    await button(page, 'Remove Key').click()
    await button(page, 'Remove passkey').click()
    await page.getByText(/^Passkey removed\./).waitFor()
    await button(page, 'Sign out').click()
    await page.waitForURL(`${site.url}/`)
    await signIn(page, site.url)
    const told = async (name: string) => {
      const rows = page.getByRole('region', { name, exact: true }).getByRole('listitem')
      return (await rows.allInnerTexts()).map((row) => row.split('\n')[0])
    }
    await page.getByText('Show sign-ins and more').click()
    expect(await told('Security news')).to.deep.equal([
      'A passkey was removed. It can be restored for 7 days.',
      'A passkey was added.',
      'The account was created.',
    ])
    expect(await told('Activity')).to.deep.equal([
      'You signed in.',
      'You signed out.',
      'A passkey was renamed from “Chrome on Linux 2” to “Key”.',
      'You signed in.',
    ])
  })
})
