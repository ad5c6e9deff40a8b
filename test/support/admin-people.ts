import type { Locator, Page } from 'playwright-core'
import { signUp } from './people.ts'
import type { SiteStores } from './site-stores.ts'

// What admins do on `/admin`, by visible names only.

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })

/** What `npm run admin -- grant` and `revoke` do, without a process of their own. */
export async function setRole({ sql }: SiteStores, name: string, role: 'granted' | 'revoked'): Promise<void> {
  const account = await sql.accounts.findByName(name.toLowerCase())
  if (!account) throw new Error(`There is no account ${name}.`)
  const entry = { action: `admin-${role}`, accountId: account.id } as const
  await (role === 'granted' ? sql.admins.grant(account.id, entry) : sql.admins.revoke(account.id, entry))
}

/** Signs up, gets the role, confirms with a passkey, and sees the first figures. */
export async function openConsole(page: Page, url: string, stores: SiteStores, name: string): Promise<void> {
  await signUp(page, url, name)
  await setRole(stores, name, 'granted')
  await enterConsole(page, url)
}

/** A signed-in admin confirms with a passkey and sees the first figures. */
export async function enterConsole(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/admin`)
  await button(page, 'Confirm with a passkey').click()
  await region(page, 'Overview').waitFor()
}

/** The hour of this visit is over. */
export async function endHour({ sql }: SiteStores, name: string): Promise<void> {
  const account = await sql.accounts.findByName(name.toLowerCase())
  if (!account) throw new Error(`There is no account ${name}.`)
  const [session] = await sql.sessions.list(account.id, 100)
  if (!session) throw new Error(`${name} is not signed in.`)
  await sql.admins.enter(session, 1, { action: 'admin-entered', accountId: account.id })
}

/** A section of the console under its heading. */
export function region(
  page: Page,
  heading: 'Overview' | 'Limits' | 'Locks' | 'Undelivered events' | 'Cases',
): Locator {
  return page.getByRole('region', { name: heading, exact: true })
}

/** The card of one measure, such as "Wrong PINs". */
export function measure(page: Page, name: string): Locator {
  return region(page, 'Overview')
    .getByRole('listitem')
    .filter({ has: page.getByRole('heading', { name }) })
}
