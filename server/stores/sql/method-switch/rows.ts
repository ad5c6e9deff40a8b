import { type Expression, expressionBuilder, type SqlBool } from 'kysely'
import type { AccountId, CredentialId } from '../../../../shared/ids.ts'
import type { MethodSwitch } from '../../../../shared/method-switch.ts'
import type { SwitchedMethod } from '../../../recovery/method-switches.ts'
import type { Queries } from '../database.ts'
import type { Tables } from '../tables.ts'

/** The switch of an account for a method. One that was never turned has no row. */
export interface SwitchOf {
  readonly accountId: AccountId
  readonly method: SwitchedMethod
}

/** A row of it. */
export function rowOf({ accountId, method }: SwitchOf): Expression<SqlBool> {
  const row = expressionBuilder<Tables, 'method_switches'>()
  return row.and([row('account_id', '=', accountId), row('method', '=', method)])
}

/** Reads it. */
export async function readSwitch({ db }: Pick<Queries, 'db'>, of: SwitchOf): Promise<MethodSwitch> {
  const row = await db.selectFrom('method_switches').selectAll().where(rowOf(of)).executeTakeFirst()
  if (!row) return { on: true, onSince: null, change: null }
  const { is_on, on_since: onSince, due_at: at, asked_by: by } = row
  const change = at !== null && by !== null ? { at, by: by as CredentialId } : null
  return { on: is_on === 1, onSince, change }
}

/** Since when it was on after it had been off. Null if it never was off. */
export async function onSince({ db }: Pick<Queries, 'db'>, of: SwitchOf): Promise<number | null> {
  const row = await db.selectFrom('method_switches').select('on_since').where(rowOf(of)).executeTakeFirst()
  return row?.on_since ?? null
}

/** The accounts for which a method is switched off, or is to be by now. */
export function isOff({ now }: Pick<Queries, 'now'>, method: SwitchedMethod): Expression<SqlBool> {
  const row = expressionBuilder<Tables, 'method_switches'>()
  return row.and([
    row('method_switches.method', '=', method),
    row.or([row('is_on', '=', 0), row('due_at', '<=', now)]),
  ])
}
