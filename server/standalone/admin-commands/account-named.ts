import type { NameRefusal } from '../../../shared/errors.ts'
import type { Account } from '../../accounts/account.ts'
import { type AccountName, parseAccountName } from '../../accounts/account-name.ts'
import { StartError } from '../../errors/start-error.ts'
import type { SqlStores } from '../../stores/sql/open-sql.ts'
import type { Config } from '../config/config.ts'
import { placeInWords } from '../open-stores.ts'

/** Reads a typed account name. Throws StartError that says which rule it breaks. */
export function nameTyped(typed: string): AccountName {
  const parsed = parseAccountName(typed)
  if (parsed.ok) return parsed.name
  throw new StartError(`${JSON.stringify(typed)} is not an account name: ${RULES[parsed.code]}.`)
}

/** The account of a typed name. Throws StartError if there is none. */
export async function accountNamed(sql: SqlStores, typed: string, config: Config): Promise<Account> {
  const account = await sql.accounts.findByName(nameTyped(typed).folded)
  if (account) return account
  throw noAccount(sql, typed, config)
}

/** What is said of a name that nobody has. */
export function noAccount(sql: SqlStores, typed: string, { publicUrl }: Config): StartError {
  return new StartError(
    `There is no account ${JSON.stringify(typed)} in ${placeInWords(sql)}. If that is not the server’s, give this command ` +
      `the settings of the server. Accounts are made at ${publicUrl}/sign-up; a name with spaces needs quotes around it.`,
  )
}

const RULES: Readonly<Record<NameRefusal, string>> = {
  name_empty: 'it has no visible characters',
  name_too_long: 'it has more than 64 characters',
  name_invisible_characters: 'it contains invisible characters or marks that turn the direction of text',
  name_unusable_characters: 'it contains a line break or another character that names cannot have',
  name_mixed_scripts: 'it mixes letters of different scripts',
}
