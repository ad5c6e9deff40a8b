import type { SqlStores } from '../../stores/sql/open-sql.ts'
import type { Config } from '../config/config.ts'
import { accountNamed } from './account-named.ts'
import { shellWord } from './link-in-words.ts'

/** Voids the link of an account that nobody has used. */
export async function voidLink(sql: SqlStores, typed: string, config: Config): Promise<string> {
  const { id, name } = await accountNamed(sql, typed, config)
  if (await sql.operatorLinks.void(id)) return `The link for “${name}” is void. Nothing came of it.`
  return (
    `There is no link for “${name}” that could still be used. If it was used: ` +
    `npm run admin -- undo-recovery ${shellWord(name)}`
  )
}
