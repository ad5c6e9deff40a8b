import type { SqlStores } from '../../stores/sql/open-sql.ts'
import type { Config } from '../config/config.ts'
import { accountNamed } from './account-named.ts'
import { linkInWords } from './link-in-words.ts'

const TIE =
  'Careful: two devices of this account, both from before, keep or kept a new passkey frozen that came by two proofs, such ' +
  'as a backup code and an e-mail. One side is not the owner, and this link decides: if it is used where a backup code or a ' +
  'code by e-mail is proven too, those devices can only pause the new passkey for 3 days. Void it if you don’t know who is right.'

/** Makes a link for somebody who has lost every passkey, or all access to them. */
export async function recover(sql: SqlStores, typed: string, config: Config): Promise<string> {
  const { id, name } = await accountNamed(sql, typed, config)
  const atFirst =
    'for 72 hours the new passkey can only sign in, and for 7 days an older passkey of the account can undo it.'
  const link = await sql.operatorLinks.make(id)
  const words = linkInWords({ link, name, atFirst }, config)
  return link.decides ? `${words}\n${TIE}` : words
}
