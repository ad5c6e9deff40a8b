import { type Expression, expressionBuilder, type SqlBool, sql } from 'kysely'
import type { Queries } from '../database.ts'
import { isReturnable } from '../recovery/take-back.ts'
import type { Tables } from '../tables.ts'

/** The recovery for which the code of a case was used, whatever else was proven for it. Where both tables are joined. */
export function cameOf(): Expression<SqlBool> {
  const row = expressionBuilder<Tables, 'recoveries' | 'cases'>()
  // No two ids differ only where one has a `_`, which stands for any character here.
  const given = sql<string>`${'%"caseId":"'} || ${row.ref('cases.id')} || ${'"%'}`
  return row.and([
    row('recoveries.account_id', '=', row.ref('cases.account_id')),
    row('recoveries.proofs', 'like', given), // [C26]
  ])
}

/** Cases whose code was used for something that a supporter can still end. */
export function isEndable(queries: Queries): Expression<SqlBool> {
  const row = expressionBuilder<Tables, 'cases'>()
  const came = row
    .selectFrom('recoveries')
    .select('recoveries.id')
    .where(cameOf())
    .where(isReturnable(queries))
  return row.and([row('cases.state', '=', 'used'), row.exists(came)]) // [C30]
}
