import { type Expression, expressionBuilder, type SqlBool } from 'kysely'
import type { AccountId } from '../../../../shared/ids.ts'
import type { Tables } from '../tables.ts'

/** Recoveries of an account for which an operator's link was used, whatever else was proven for them. */
export function isByLink(accountId: AccountId): Expression<SqlBool> {
  const row = expressionBuilder<Tables, 'recoveries'>()
  // Inside a string of JSON, quotes have a backslash before them, so this is the method of a proof.
  const has = (method: string) => row('proofs', 'like', `%"method":"${method}%`)
  return row.and([row('account_id', '=', accountId), row.or([has('operator'), has('enrolment')])])
}
