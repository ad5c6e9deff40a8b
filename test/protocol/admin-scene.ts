import type { AccountId } from '../../shared/ids.ts'
import { AdminConsole } from '../support/admin-console.ts'
import type { PasskeyDevice } from '../support/passkey-device.ts'
import type { SiteStores } from '../support/site-stores.ts'
import type { Site } from '../support/sites.ts'
import { closeAfterwards, newApprover } from './scene.ts'

/** The id of the account that a device signed up with. */
export async function accountOf(stores: SiteStores, device: PasskeyDevice): Promise<AccountId> {
  const account = await stores.sql.accounts.findByName(device.name.toLowerCase())
  if (!account) throw new Error(`There is no account ${device.name}.`)
  return account.id
}

/** What `npm run admin -- grant` does, without a process of its own. */
export async function grant(stores: SiteStores, device: PasskeyDevice): Promise<void> {
  const accountId = await accountOf(stores, device)
  await stores.sql.admins.grant(accountId, { action: 'admin-granted', accountId })
}

/** What `npm run admin -- revoke` does. */
export async function revoke(stores: SiteStores, device: PasskeyDevice): Promise<void> {
  const accountId = await accountOf(stores, device)
  await stores.sql.admins.revoke(accountId, { action: 'admin-revoked', accountId })
}

/** A new person with the role, whose console is not open yet. */
export async function newAdmin(site: Site, stores: SiteStores): Promise<AdminConsole> {
  const device = await newApprover(site)
  await grant(stores, device)
  return closeAfterwards(new AdminConsole(device))
}

/** An admin who watches, on this node or another. */
export async function watchingAdmin(site: Site, stores: SiteStores, node = site.url): Promise<AdminConsole> {
  const console = await newAdmin(site, stores)
  const refused = await console.enter()
  if (refused) throw new Error(`The console stayed shut: ${refused}`)
  return console.watch(node)
}

/** Another tab of the same browser. */
export function tabOf({ device }: AdminConsole): AdminConsole {
  return closeAfterwards(new AdminConsole(device))
}
