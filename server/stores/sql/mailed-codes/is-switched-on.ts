import { type Expression, expressionBuilder, type SqlBool } from 'kysely'
import type { Queries } from '../database.ts'
import { isOff } from '../method-switch/rows.ts'
import type { Tables } from '../tables.ts'

/** For an address: its account has e-mail as a way back, and that is not to be switched off by now. */
export function isSwitchedOn(queries: Pick<Queries, 'now'>): Expression<SqlBool> {
  const row = expressionBuilder<Tables, 'addresses'>()
  const off = row
    .selectFrom('method_switches')
    .select('method_switches.account_id')
    .whereRef('method_switches.account_id', '=', 'addresses.account_id')
    .where(isOff(queries, 'email'))
  return row.not(row.exists(off))
}
