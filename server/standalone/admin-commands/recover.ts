import type { SqlStores } from '../../stores/sql/open-sql.ts'
import type { Config } from '../config/config.ts'
import { accountNamed } from './account-named.ts'
import { linkInWords } from './link-in-words.ts'

/** Makes a link for somebody who has lost every passkey, or all access to them. */
export async function recover(sql: SqlStores, typed: string, config: Config): Promise<string> {
  const { id, name } = await accountNamed(sql, typed, config)
  const atFirst =
    'for 72 hours the new passkey can only sign in, and for 7 days an older passkey of the account can undo it.'
  return linkInWords({ link: await sql.operatorLinks.make(id), name, atFirst }, config)
}
