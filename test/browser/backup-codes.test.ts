import { readFile } from 'node:fs/promises'
import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { parseBackupCode } from '../../shared/backup-codes.ts'
import { browserDevices } from '../support/devices.ts'
import { expectStays } from '../support/keyboard.ts'
import { expectNoComplaints, signUp } from '../support/people.ts'
import { runSql } from '../support/run-sql.ts'
import { describeOnOwnSites } from '../support/sites.ts'
import { makeCodes, saveAndClose } from '../support/way-back-people.ts'

const DAY = 24 * 60 * 60_000
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const ways = (page: Page) => page.getByRole('region', { name: 'Recovery' })

describeOnOwnSites('backup codes on the account page', (site) => {
  const open = browserDevices()

  it('are made, shown once, saved, and then nowhere on the page again [B4]', async () => {
    const device = await open()
    const { page } = device
    await signUp(page, site.url, 'Ada Codes')
    await ways(page).getByText('You have none.').waitFor()
    const codes = await makeCodes(page)
    expect(codes).to.have.length(10)
    expect(codes.map((code) => parseBackupCode(code)?.number)).to.deep.equal([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
    const download = page.waitForEvent('download')
    await button(page, 'Download').click()
    const file = await readFile(await (await download).path(), 'utf8')
    for (const code of codes) expect(file).to.include(code)
    expect(file).to.include('Account: Ada Codes')
    await saveAndClose(page)
    await page.getByText('Backup codes saved.').waitFor()
    await ways(page).getByText('10 codes left').waitFor()
    const html = await page.content()
    for (const code of codes) expect(html).not.to.include(code)
    const kept = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]))
    for (const code of codes) expect(kept).not.to.include(code)
    await page.reload()
    await ways(page).getByText('10 codes left').waitFor()
    expectNoComplaints(device)
  })

  it('stay on the screen until someone says that they are saved, whatever key is pressed [B4]', async () => {
    const { page } = await open()
    await signUp(page, site.url, 'Grace Codes')
    const [first] = await makeCodes(page)
    await expectStays(page, 'Save the codes first, then tick “I have saved these codes”.')
    await page.getByText(first!).waitFor()
    expect(await button(page, 'Done').getAttribute('aria-disabled')).to.equal('true')
    await button(page, 'Done').click({ force: true })
    await page.getByText(first!).waitFor()
    await page.getByRole('checkbox', { name: 'I have saved these codes' }).focus()
    await page.keyboard.press('Space')
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'hidden' })
  })

  it('are printed alone on their page, on a phone that takes it later too, and leave it again [B4]', async () => {
    const { page } = await open()
    await signUp(page, site.url, 'Mary Codes')
    const codes = await makeCodes(page)
    // Whoever sees the button that can't be pressed yet also sees why.
    const first = page.locator('p:not(.visually-hidden)', { hasText: 'Save the codes first, then tick' })
    await first.waitFor()
    await page.emulateMedia({ media: 'print' })
    const printed = await page.evaluate(() => {
      window.print = () => {}
      const [print] = [...document.querySelectorAll('button')].filter(
        ({ textContent }) => textContent === 'Print',
      )
      print?.click()
      return document.body.innerText
    })
    for (const code of codes) expect(printed).to.include(code)
    expect(printed).not.to.include('I have saved')
    await page.emulateMedia({ media: 'screen' })
    const paper = page.locator('.backup-codes-paper')
    expect(await paper.isVisible()).to.equal(false)
    await button(page, 'Print').click()
    expect(await paper.count()).to.equal(1)
    await saveAndClose(page)
    expect(await paper.count()).to.equal(0)
  })

  it('wait for seven days when they are new, and can be cancelled and switched off', async () => {
    const { page } = await open()
    await signUp(page, site.url, 'Joan Codes')
    await makeCodes(page)
    await saveAndClose(page)
    await runSql(site, `update backup_code_sets set made_at = made_at - ${2 * DAY}`)
    await runSql(site, `update credentials set created_at = created_at - ${2 * DAY}`)
    await makeCodes(page, false)
    await saveAndClose(page)
    await ways(page)
      .getByText(/^Your new codes work from /)
      .waitFor()
    await button(page, 'Cancel the new codes').click()
    await page.getByText('The new codes are cancelled.').waitFor()
    await button(page, 'Switch off').click()
    const dialog = page.getByRole('dialog', { name: 'Switch off backup codes?' })
    await dialog.getByRole('button', { name: 'Switch off' }).click()
    await ways(page)
      .getByText(/^Backup codes will be switched off /)
      .waitFor()
    await button(page, 'Keep my codes').click()
    await page.getByText('Your backup codes stay on.').waitFor()
  })

  it('show a new code in the place of a used one, once, and leave the others [B24]', async () => {
    const { page } = await open()
    await signUp(page, site.url, 'Hedy Codes')
    const codes = await makeCodes(page)
    await saveAndClose(page)
    await runSql(
      site,
      `update backup_codes set used_at = 1 where number = 3 and set_id in (select backup_code_sets.id from backup_code_sets join accounts on accounts.id = account_id where accounts.name = 'Hedy Codes')`,
    )
    await page.reload()
    await button(page, 'Show a new code for the used one').click()
    await page.getByRole('dialog', { name: 'Replace used codes' }).waitFor()
    await button(page, 'Confirm with a passkey').click()
    const shown = page.getByRole('list', { name: 'Your backup codes' }).getByRole('listitem')
    await shown.first().waitFor()
    const [code, ...more] = await shown.allInnerTexts()
    expect(more).to.deep.equal([])
    expect(parseBackupCode(code!)?.number).to.equal(3)
    expect(codes).not.to.include(code)
    await saveAndClose(page)
    await ways(page).getByText('10 codes left').waitFor()
    expect(await page.content()).not.to.include(code)
    expect(await button(page, 'Show a new code for the used one').count()).to.equal(0)
  })

  it('warn when few are left, and when all are used', async () => {
    const { page } = await open()
    await signUp(page, site.url, 'Edith Codes')
    await makeCodes(page)
    await saveAndClose(page)
    await runSql(site, 'update backup_codes set used_at = 1 where number < 7')
    await page.reload()
    await ways(page).getByText('Only 3 codes left').waitFor()
    await runSql(site, 'update backup_codes set used_at = 1')
    await page.reload()
    await ways(page).getByText('All your backup codes are used').waitFor()
  })
})
