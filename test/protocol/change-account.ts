import type { PasskeyDevice } from '../support/passkey-device.ts'
import { runSql } from '../support/run-sql.ts'
import type { SiteStores } from '../support/site-stores.ts'
import type { Site } from '../support/sites.ts'

/** Its owner renames an account. */
export async function renameAccount(device: PasskeyDevice, name: string): Promise<void> {
  const stepUp = await device.stepUp({ do: 'rename-account', name })
  const { error } = await device.post('/api/account/rename', { name, stepUp })
  if (error) throw new Error(`It was not renamed: ${error.code}`)
}

/** Its owner deletes an account, and the seven days are over. */
export async function deleteAccount(site: Site, stores: SiteStores, device: PasskeyDevice): Promise<void> {
  const stepUp = await device.stepUp({ do: 'delete-account' })
  const { error } = await device.post('/api/account/delete', { stepUp })
  if (error) throw new Error(`It was not deleted: ${error.code}`)
  await runSql(site, 'update account_deletions set due_at = 1')
  await stores.sql.accounts.changes.carryOut((err) => {
    throw err
  })
}
