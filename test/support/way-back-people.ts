import type { Page } from 'playwright-core'
import { passRecoveryTime } from './pass-recovery-time.ts'
import { runSql } from './run-sql.ts'
import type { Site } from './sites.ts'

// What people do on the pages when they have no other device, or hear of somebody who says so.

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })

/** Makes backup codes on the account page, and leaves them on the screen. */
export async function makeCodes(page: Page, first = true): Promise<string[]> {
  await button(page, first ? 'Make backup codes' : 'Make new codes').click()
  await page.getByRole('dialog', { name: 'Make backup codes' }).waitFor()
  await button(page, 'Confirm with a passkey').click()
  const list = page.getByRole('list', { name: 'Your backup codes' })
  await list.waitFor()
  return list.getByRole('listitem').allInnerTexts()
}

/** Says that the codes on the screen are saved. */
export async function saveAndClose(page: Page): Promise<void> {
  await page.getByRole('checkbox', { name: 'I have saved these codes' }).check()
  await button(page, 'Done').click()
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
}

/** Makes backup codes, saves them, and gives them. */
export async function getCodes(page: Page): Promise<string[]> {
  const codes = await makeCodes(page)
  await saveAndClose(page)
  return codes
}

/** Types a code, and the account name where the page asks for it. */
export async function typeCode(page: Page, code: string, name?: string): Promise<void> {
  if (name !== undefined) await page.getByRole('textbox', { name: 'Account name' }).fill(name)
  await page.getByRole('textbox', { name: 'Backup code' }).fill(code)
  await button(page, 'Use this code').click()
}

/** Opens `/backup-code`, uses a code there, and waits until the page says when to come back. */
export async function beginWithCode(page: Page, site: Site, name: string, code: string): Promise<void> {
  await page.goto(`${site.url}/backup-code`)
  await typeCode(page, code, name)
  await page.getByRole('heading', { name: /^Come back / }).waitFor()
}

/** Lets time pass for the only recovery of an account that is not over. */
export async function passTime(site: Site, name: string, ms: number): Promise<void> {
  const query = (statement: string) => runSql(site, statement)
  const [row] = await query(
    `select recoveries.id from recoveries join accounts on accounts.id = account_id where accounts.name = '${name}' and state <> 'ended' order by recoveries.created_at desc`,
  )
  await passRecoveryTime(query, String(row?.id), ms)
}
