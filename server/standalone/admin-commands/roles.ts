import type { SqlStores } from '../../stores/sql/open-sql.ts'
import type { Config } from '../config/config.ts'
import { accountNamed } from './account-named.ts'

/** Makes an account an admin. */
export async function grant(sql: SqlStores, typed: string, config: Config): Promise<string> {
  const { id: accountId, name } = await accountNamed(sql, typed, config)
  const granted = await sql.admins.grant(accountId, { action: 'admin-granted', accountId })
  if (!granted)
    return `“${name}” is an admin already. If a passkey of it came by a link of yours and has signed in, this grant counts for it: it opens the console when its probation is over.`
  return `“${name}” is an admin now, and can open ${config.publicUrl}/admin with a passkey.`
}

/** Takes the role from an account. */
export async function revoke(sql: SqlStores, typed: string, config: Config): Promise<string> {
  const { id: accountId, name } = await accountNamed(sql, typed, config)
  const revoked = await sql.admins.revoke(accountId, { action: 'admin-revoked', accountId })
  if (!revoked) return `“${name}” is not an admin.`
  return `“${name}” is no longer an admin. Any open console closes within two seconds.`
}

/** Who has the role. */
export async function listAdmins({ admins, accounts }: SqlStores): Promise<string> {
  const ids = await admins.list()
  const found = await Promise.all(ids.map((id) => accounts.findById(id)))
  const names = found.flatMap((account) => (account ? [account.name] : []))
  if (names.length === 0) return 'Nobody is an admin. To make someone an admin: npm run admin -- grant NAME'
  return names.join('\n')
}
