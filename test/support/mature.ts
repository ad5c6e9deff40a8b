import type { CredentialId } from '../../shared/ids.ts'
import type { Passkeys } from './browser.ts'
import { runSql } from './run-sql.ts'
import type { Site } from './sites.ts'

/** As if a passkey had been added more than seven days ago: nothing that brought it can be undone any more. */
export async function mature(site: Site, id: CredentialId): Promise<void> {
  await runSql(site, `update recoveries set undo_until = done_at where credential_id = '${id}'`)
}

/** The same for the passkey on a security key. */
export async function matureKey(site: Site, [key]: Passkeys): Promise<void> {
  // Browsers give in base64 what our tables have in base64url.
  await mature(site, Buffer.from(key!.credentialId, 'base64').toString('base64url') as CredentialId)
}
