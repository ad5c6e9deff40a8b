import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { expectAccessible } from './accessible.ts'
import { enterConsole, region, setRole } from './admin-people.ts'
import { expectStays } from './keyboard.ts'
import { signUp } from './people.ts'
import type { SiteStores } from './site-stores.ts'
import type { Site } from './sites.ts'
import { ageSupporter, CHECK } from './supporter.ts'

// What people do about cases, on the page of somebody who has nothing left and in the console, by visible names only.

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })

/** A code that a supporter reads out. */
export const CODE = /^([0-9A-Z]{4} ){4}[0-9A-Z]{4}$/

/** Opens a case on `/support-case`, and gives its number. */
export async function openCase(page: Page, name?: string): Promise<string> {
  if (name !== undefined) await page.getByRole('textbox', { name: 'Account name' }).fill(name)
  await button(page, 'Open a case').click()
  await page.getByText('Your case number').waitFor()
  return page.getByText(/^\d{4} \d{4}$/).innerText()
}

/** Types the code that a supporter read out. */
export async function typeCaseCode(page: Page, code: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Code that they read out' }).fill(code)
  await button(page, 'Use this code').click()
}

/** Signs up, has had the role for more than a week, and opens the console. */
export async function becomeSupporter(
  page: Page,
  site: Site,
  stores: SiteStores,
  name: string,
): Promise<void> {
  await signUp(page, site.url, name)
  await setRole(stores, name, 'granted')
  const account = await stores.sql.accounts.findByName(name.toLowerCase())
  await ageSupporter(site, account?.id ?? '')
  await enterConsole(page, site.url)
}

/** The row of a case in the console. */
export function caseRow(page: Page, number: string) {
  return region(page, 'Cases').getByRole('listitem').filter({ hasText: number })
}

/** The first supporter finds a case by its number, and says how they checked who it is. */
export async function checkCase(page: Page, number: string): Promise<void> {
  await region(page, 'Cases').getByRole('textbox', { name: 'Case number' }).fill(number)
  await button(page, 'Find').click()
  await button(page, `Check ${number}`).click()
  await page.getByRole('textbox', { name: 'How you checked who it is' }).fill(CHECK)
  await button(page, 'Confirm with a passkey').click()
  await page.getByText('Checked. Now another supporter has to confirm it.').waitFor()
}

/** The second one confirms, or asks for another code in the place of that one, and is shown it. */
export async function confirmCase(page: Page, number: string, label = 'Confirm'): Promise<string> {
  await button(page, `${label} ${number}`).click()
  const dialog = page.getByRole('dialog', { name: `Confirm case ${number}` })
  await dialog.getByText(CHECK).waitFor()
  await button(page, 'Confirm with a passkey').click()
  const shown = page.getByRole('dialog', { name: `The code of case ${number}` })
  const code = await shown.getByText(CODE).innerText()
  await expectStays(page, 'Read the code out first, then press “I’ve read it out”.')
  await button(page, 'I’ve read it out').click()
  await shown.waitFor({ state: 'hidden' })
  return code
}

/** The same, and has the code mailed to an address that is shown like this. They see none. */
export async function mailCaseCode(page: Page, number: string, to: string, label = 'Confirm'): Promise<void> {
  await button(page, `${label} ${number}`).click()
  const dialog = page.getByRole('dialog', { name: `Confirm case ${number}` })
  const choice = dialog.getByRole('group', { name: 'How they get the code' })
  await choice.getByRole('radio', { name: `Mail it to ${to}` }).check()
  await expectAccessible(page, 'choosing how a code is given')
  await button(page, 'Confirm with a passkey').click()
  const sent = page.getByRole('dialog', { name: `The code of case ${number} is on its way` })
  await sent.waitFor()
  await expectAccessible(page, 'a code that was mailed')
  expect(await sent.getByText(CODE).count()).to.equal(0)
  await button(page, 'Done').click()
  await sent.waitFor({ state: 'hidden' })
  await caseRow(page, number).getByText('Code mailed').waitFor()
}

/** A supporter ends or undoes what came of a case. */
export async function takeCaseBack(page: Page, number: string): Promise<void> {
  await button(page, `Take back ${number}`).click()
  const dialog = page.getByRole('dialog', { name: `Take back case ${number}?` })
  await button(page, 'Confirm with a passkey').click()
  await dialog.getByText('Enter at least 3 characters.').waitFor()
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('The owner says it was not them')
  await expectAccessible(page, 'taking a case back')
  await button(page, 'Confirm with a passkey').click()
  await page.getByText('Taken back.').waitFor()
  await caseRow(page, number).waitFor({ state: 'detached' })
}

/** A supporter ends a case. */
export async function rejectCase(page: Page, number: string): Promise<void> {
  await button(page, `Reject ${number}`).click()
  await page.getByRole('textbox', { name: 'Reason' }).fill('Nobody has that name')
  await page.getByRole('dialog').getByRole('button', { name: 'Reject', exact: true }).click()
  await page.getByText('Case rejected.').waitFor()
  await caseRow(page, number).waitFor({ state: 'detached' })
}
