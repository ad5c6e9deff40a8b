import { type Expression, expressionBuilder, type SqlBool } from 'kysely'
import type { Queries } from '../database.ts'
import type { Tables } from '../tables.ts'

/** The address counts, and is not to be removed by now. */
export function countsNow({ now }: Pick<Queries, 'now'>): Expression<SqlBool> {
  const row = expressionBuilder<Tables, 'addresses'>()
  return row.and([
    row('addresses.state', '=', 'counts'),
    row.or([row('addresses.leaves_at', 'is', null), row('addresses.leaves_at', '>', now)]),
  ])
}

/** The same for one that was typed, in whatever case. */
export function isCounting(queries: Pick<Queries, 'now'>, address: string): Expression<SqlBool> {
  const row = expressionBuilder<Tables, 'addresses'>()
  const folded = row(row.fn<string>('lower', ['addresses.address']), '=', address.toLowerCase())
  return row.and([folded, countsNow(queries)])
}
