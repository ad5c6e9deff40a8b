import type { SiteStores } from '../support/site-stores.ts'
import type { Site } from '../support/sites.ts'
import { ageSupporter, Supporter } from '../support/supporter.ts'
import { accountOf, newAdmin } from './admin-scene.ts'

/** An admin of long standing, whose console is open. */
export async function openSupporter(site: Site, stores: SiteStores): Promise<Supporter> {
  const console = await newAdmin(site, stores)
  await ageSupporter(site, await accountOf(stores, console.device))
  const refused = await console.enter()
  if (refused) throw new Error(`The console stayed shut: ${refused}`)
  return new Supporter(console.device)
}
