import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { expectAccessible } from '../support/accessible.ts'
import { type BrowserDevice, DESKTOP, PHONE } from '../support/browser.ts'
import { browserDevices } from '../support/devices.ts'
import { focusOn, tabAndPress } from '../support/keyboard.ts'
import { expectNoComplaints, signUp } from '../support/people.ts'
import { runSql } from '../support/run-sql.ts'
import { describeOnBothSets } from '../support/sites.ts'
import { saveAndClose } from '../support/way-back-people.ts'

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const link = (page: Page, name: string) => page.getByRole('link', { name, exact: true })
const health = (page: Page) => page.getByRole('region', { name: 'What if you lose this device?' })

/** Makes backup codes by the link at the top of the page, without a pointer. */
async function getCodesByKeyboard(page: Page): Promise<string[]> {
  await tabAndPress(page, link(page, 'Get backup codes'))
  await page.getByRole('dialog', { name: 'Make backup codes' }).waitFor()
  await tabAndPress(page, button(page, 'Confirm with a passkey'))
  const list = page.getByRole('list', { name: 'Your backup codes' })
  await list.waitFor()
  const codes = await list.getByRole('listitem').allInnerTexts()
  await saveAndClose(page)
  return codes
}

/** Adds a passkey on another device in the same way, and gives how that is taken away again. */
async function addPasskeyByKeyboard({ page, plugIn }: BrowserDevice): Promise<() => Promise<unknown>> {
  await tabAndPress(page, link(page, 'Add a second passkey'))
  await tabAndPress(page, button(page, 'Confirm with a passkey'))
  await button(page, 'Create passkey').waitFor()
  const takeAway = await plugIn()
  await button(page, 'Create passkey').click()
  await health(page).getByText('You’d get back in').waitFor()
  return takeAway
}

describeOnBothSets('what the account page says about losing this device', (site) => {
  const open = browserDevices()

  it('[V1] [V12] leads somebody with one device from red to green, without a pointer', async () => {
    const device = await open({ viewport: PHONE })
    const { page } = device
    await signUp(page, site.url, 'Ada Health')
    await health(page).getByText('You’d be locked out of your account').waitFor()
    await expectAccessible(page, 'health, red')
    await getCodesByKeyboard(page)
    await health(page).getByText('You’d have to wait to get back in').waitFor()
    await expectAccessible(page, 'health, amber')

    const takeAway = await addPasskeyByKeyboard(device)
    await focusOn(page.getByRole('heading', { name: 'What if you lose this device?' }))
    await takeAway()
    await expectAccessible(page, 'health, green')
    await page.reload()
    await health(page).getByText('You’d get back in').waitFor()
    expectNoComplaints(device)
  })

  /** Somebody with codes, and the dialog in which they try one. */
  async function withCodes(name: string) {
    const device = await open()
    const { page } = device
    await signUp(page, site.url, name)
    const codes = await getCodesByKeyboard(page)
    const dialog = page.getByRole('dialog', { name: 'Try a backup code' })
    const field = dialog.getByRole('textbox', { name: 'Backup code' })
    const check = dialog.getByRole('button', { name: 'Check this code' })
    return { device, page, codes, dialog, field, check }
  }

  it('[V11] lets its owner try a code: nothing, a wrong one, and a right one', async () => {
    const { page, codes, dialog, field, check } = await withCodes('Grace Health')
    await button(page, 'Try a code').click()
    await expectAccessible(page, 'try a code')
    await check.click()
    await dialog.getByText('Type one of your backup codes, or paste it.').waitFor()
    await focusOn(field)
    await field.fill('3-K7Q2-9XWD-5M4T-B8EA')
    await check.click()
    await dialog.getByText(/^This isn’t one of your codes/).waitFor()
    await focusOn(field)
    await expectAccessible(page, 'try a code, wrong')
    await field.fill('')
    await page.keyboard.type(codes[2]!.replaceAll('-', '').toLowerCase())
    await page.keyboard.press('Enter')
    await dialog.getByText('This code works').waitFor()
    await expectAccessible(page, 'try a code, right')
    await dialog.getByRole('button', { name: 'Done' }).click()
    const recovery = page.getByRole('region', { name: 'Recovery' })
    await recovery.getByText(/^Last tried today at /).waitFor()
    await recovery.getByText('10 codes left').waitFor()
  })

  it('[V16] [B30] shows of each way back when it was last used, and notes later with a passkey that codes are saved', async () => {
    const { page } = await withCodes('Ida Health')
    await runSql(site, 'update backup_code_sets set saved_at = null')
    await page.reload()
    const ways = page.locator('details.way-back')
    await ways.first().waitFor()
    const texts = await ways.evaluateAll((all) => all.map((one) => one.textContent ?? ''))
    expect(texts).to.have.length.above(2)
    for (const text of texts)
      expect(text)
        .to.match(/Never used|Last used/)
        .and.match(/attacker/i)
    await button(page, 'I have them').click()
    await page.getByText('Noted: you have your backup codes.').waitFor()
    await button(page, 'I have them').waitFor({ state: 'detached' })
  })

  it('[V12] opens a dialog whose way back in is folded, and unfolds it', async () => {
    const { device, page, dialog } = await withCodes('Emmy Health')
    await addPasskeyByKeyboard(device)
    await page.reload()
    await link(page, 'Try a backup code').waitFor()
    expect(await button(page, 'Try a code').isVisible()).to.equal(false)
    await tabAndPress(page, link(page, 'Try a backup code'))
    await dialog.waitFor()
    await dialog.getByRole('button', { name: 'Cancel' }).click()
    await dialog.waitFor({ state: 'detached' })
    await button(page, 'Try a code').waitFor()
  })

  it('[V11] tells its owner of a used code, and from when on a new one works', async () => {
    const { page, codes, dialog, field, check } = await withCodes('Mary Health')
    await runSql(site, 'update backup_codes set used_at = 1 where number = 2')
    await page.goto(`${site.url}/account#try-backup-code`)
    await field.fill(codes[2]!)
    await check.click()
    await dialog.getByText('This code was used').waitFor()
    await expectAccessible(page, 'try a code, used')
    await runSql(site, 'update backup_code_sets set counting = 0, counts_from = counts_from + 604800000')
    await field.fill(codes[4]!)
    await check.click()
    await dialog.getByText('This is one of your new codes').waitFor()
    expect(page.url()).to.equal(`${site.url}/account`)
  })

  it('[V12] shows its buttons without scrolling sideways, on each screen and at 400 % zoom', async () => {
    const { page } = await open()
    await signUp(page, site.url, 'Joan Health')
    for (const viewport of [{ width: 320, height: 568 }, PHONE, DESKTOP, { width: 320, height: 200 }]) {
      await page.setViewportSize(viewport)
      for (const name of ['Add a second passkey', 'Get backup codes']) {
        await link(page, name).scrollIntoViewIfNeeded()
        const box = await link(page, name).boundingBox()
        expect(
          box!.x >= 0 && box!.x + box!.width <= viewport.width,
          `${name}, ${viewport.width} px`,
        ).to.equal(true)
        expect(box!.height, `${name}, ${viewport.width} px`).to.be.least(44)
      }
    }
  })

  it('[V12] tells a new passkey on probation from when on it can do something about it', async () => {
    const { page } = await open()
    await signUp(page, site.url, 'Edith Health')
    await runSql(site, 'update credentials set probation_until = created_at + 86400000')
    await page.reload()
    await health(page)
      .getByText(/^You can change this here from tomorrow at /)
      .waitFor()
    expect(await health(page).getByRole('link').count()).to.equal(0)
    // The same stands in the place of each button that is missing below.
    await page.getByText('What you can’t do until').click()
    await page.getByText('Make backup codes, or change your ways back in').waitFor()
    const way = (name: string) =>
      page.locator('details.way-back').filter({ has: page.getByRole('heading', { name }) })
    const later = /^You can change this here from tomorrow at /
    for (const place of [
      way('Backup codes'),
      way('E-mail'),
      way('Recovery contacts'),
      page.getByRole('region', { name: 'E-mail addresses' }),
    ])
      await place.getByText(later).waitFor({ state: 'attached' })
    const approves = /^You can approve on this device from tomorrow at /
    await way('Another device').getByText(approves).waitFor({ state: 'attached' })
  })

  it('[V12] says to somebody on probation from when on they can agree, and reads its dialog out once', async () => {
    const [owner, friend] = await Promise.all([open(), open({ viewport: PHONE })])
    await signUp(owner.page, site.url, 'Ida Asks')
    await signUp(friend.page, site.url, 'Jo Waits')
    await owner.page.getByRole('textbox', { name: 'Name of your contact on this site' }).fill('Jo Waits')
    await button(owner.page, 'Ask them').click()
    await button(friend.page, 'Agree Ida Asks').click()
    await friend.page.getByRole('dialog', { name: 'Be a recovery contact of Ida Asks?' }).waitFor()
    expect(await friend.page.locator('[role=status] dialog').count()).to.equal(0)
    await runSql(
      site,
      `update credentials set probation_until = created_at + 86400000 where account_id in (select id from accounts where name = 'Jo Waits')`,
    )
    await friend.page.reload()
    await friend.page.getByText(/^You can agree from tomorrow at /).waitFor()
    await button(friend.page, 'No, thanks Ida Asks').waitFor()
    expect(await friend.page.getByRole('button', { name: /^Agree/ }).count()).to.equal(0)
  })
})
