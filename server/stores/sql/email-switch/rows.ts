import { type Expression, expressionBuilder, type SqlBool } from 'kysely'
import type { AccountId, CredentialId } from '../../../../shared/ids.ts'
import type { Queries } from '../database.ts'
import type { Tables } from '../tables.ts'

/** The switch of an account. One that was never turned has no row. */
export interface Switch {
  readonly on: boolean
  /** When it will be turned, and who asked for that. */
  readonly change: { readonly at: number; readonly by: CredentialId } | null
}

/** Reads the switch of an account. */
export async function readSwitch({ db }: Pick<Queries, 'db'>, accountId: AccountId): Promise<Switch> {
  const row = await db
    .selectFrom('email_switches')
    .selectAll()
    .where('account_id', '=', accountId)
    .executeTakeFirst()
  if (!row) return { on: true, change: null }
  const { is_on, due_at: at, asked_by: by } = row
  return { on: is_on === 1, change: at !== null && by !== null ? { at, by: by as CredentialId } : null }
}

/** Since when a switch was on that had been off. Null if it never was. */
export async function onSince({ db }: Pick<Queries, 'db'>, accountId: AccountId): Promise<number | null> {
  const row = await db
    .selectFrom('email_switches')
    .select('on_since')
    .where('account_id', '=', accountId)
    .executeTakeFirst()
  return row?.on_since ?? null
}

/** For an address: its account has e-mail as a way back, and that is not to be switched off by now. */
export function isSwitchedOn({ now }: Pick<Queries, 'now'>): Expression<SqlBool> {
  const row = expressionBuilder<Tables, 'addresses'>()
  const off = row
    .selectFrom('email_switches')
    .select('email_switches.account_id')
    .whereRef('email_switches.account_id', '=', 'addresses.account_id')
    .where((one) => one.or([one('is_on', '=', 0), one('due_at', '<=', now)]))
  return row.not(row.exists(off))
}
