import { randomBytes } from 'node:crypto'
import type { AccountId, UserHandle } from '../../../shared/ids.ts'
import { StartError } from '../../errors/start-error.ts'
import { wasUsable } from '../../passkeys/credential.ts'
import type { SqlStores } from '../../stores/sql/open-sql.ts'
import type { Config } from '../config/config.ts'
import { nameTyped, noAccount } from './account-named.ts'
import { linkInWords, shellWord } from './link-in-words.ts'

/**
 * Makes a link for the first passkey of a user whom the site knows. With our own accounts there are no such users,
 * since an account is made with its first passkey.
 */
export async function enrol(sql: SqlStores, typed: string, config: Config): Promise<string> {
  const { accounts, credentials, operatorLinks } = sql
  const { folded } = nameTyped(typed)
  const account = (await accounts.findByName(folded)) ?? (await accounts.adopt(folded, newIds()))
  if (!account) throw noAccount(sql, typed, config)
  const { id, name } = account
  if ((await credentials.list(id)).some(wasUsable))
    throw new StartError(
      `“${name}” has or had a passkey, so a new one is a recovery: it is on probation and can be undone. ` +
        `To make a link for that: npm run admin -- recover ${shellWord(name)}`,
    )
  const atFirst =
    'it is the first passkey of this account, so it is not on probation. If the account gets one in another way before, this link waits for days.'
  return linkInWords({ link: await operatorLinks.make(id, 'enrolment'), name, atFirst }, config)
}

function newIds() {
  return {
    id: randomBytes(16).toString('base64url') as AccountId,
    userHandle: randomBytes(64).toString('base64url') as UserHandle,
  }
}
