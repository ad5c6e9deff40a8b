import type { NameRefusal } from '../../shared/errors.ts'
import { parseAccountName } from '../accounts/account-name.ts'
import { StartError } from '../errors/start-error.ts'
import type { SqlStores } from '../stores/sql/open-sql.ts'
import type { AdminCommand } from './config/arguments.ts'
import type { Config } from './config/config.ts'
import { type OwnParts, openSqlStores, placeInWords } from './open-stores.ts'

/**
 * Grants or removes the admin role, or lists who has it, for people who may run commands on the server. It needs only
 * the database, whose location it prints, so it works while the server runs. Throws StartError for an unknown name.
 */
export async function runAdminCommand(command: AdminCommand, config: Config, own: OwnParts): Promise<string> {
  const sql = await openSqlStores(config, own)
  try {
    return `${await carryOut(command, config, sql)}\nStore: ${placeInWords(sql)}.`
  } finally {
    await sql.close()
  }
}

async function carryOut(command: AdminCommand, config: Config, sql: SqlStores): Promise<string> {
  if (command.admin === 'list') return listAdmins(sql)
  const { id: accountId, name } = await accountNamed(sql, command.name, config)
  if (command.admin === 'grant') {
    const granted = await sql.admins.grant(accountId, { action: 'admin-granted', accountId })
    if (!granted) return `“${name}” is an admin already.`
    return `“${name}” is an admin now, and can open ${config.publicUrl}/admin with a passkey.`
  }
  const revoked = await sql.admins.revoke(accountId, { action: 'admin-revoked', accountId })
  if (!revoked) return `“${name}” is not an admin.`
  return `“${name}” is no longer an admin. Any open console closes within two seconds.`
}

async function listAdmins({ admins, accounts }: SqlStores): Promise<string> {
  const ids = await admins.list()
  const found = await Promise.all(ids.map((id) => accounts.findById(id)))
  const names = found.flatMap((account) => (account ? [account.name] : []))
  if (names.length === 0) return 'Nobody is an admin. To make someone an admin: npm run admin -- grant NAME'
  return names.join('\n')
}

async function accountNamed(sql: SqlStores, typed: string, { publicUrl }: Config) {
  const parsed = parseAccountName(typed)
  if (!parsed.ok)
    throw new StartError(`${JSON.stringify(typed)} is not an account name: ${RULES[parsed.code]}.`)
  const account = await sql.accounts.findByName(parsed.name.folded)
  if (account) return account
  throw new StartError(
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
