import { type Expression, expressionBuilder, type SqlBool } from 'kysely'
import type { AccountId } from '../../../../shared/ids.ts'
import type { Tables } from '../tables.ts'

/**
 * What proofs are like that have one by an operator's link. Inside a string of JSON, quotes have a backslash before them, so
 * this is the method of a proof.
 */
export const LINK_PROOFS = ['%"method":"operator%', '%"method":"enrolment%'] as const

/** Recoveries of an account for which an operator's link was used, whatever else was proven for them. */
export function isByLink(accountId: AccountId): Expression<SqlBool> {
  const row = expressionBuilder<Tables, 'recoveries'>()
  const byLink = LINK_PROOFS.map((like) => row('proofs', 'like', like))
  return row.and([row('account_id', '=', accountId), row.or(byLink)])
}
