import { type Expression, expressionBuilder, type SqlBool } from 'kysely'
import type { AccountId } from '../../../../shared/ids.ts'
import type { Tables } from '../tables.ts'

/** What two passkeys of an account keep frozen though two proofs brought it, so that whoever runs the site decides. */
export function isTied(accountId: AccountId): Expression<SqlBool> {
  const row = expressionBuilder<Tables, 'recoveries'>()
  return row.and([
    row('recoveries.account_id', '=', accountId),
    row('recoveries.state', '=', 'frozen'),
    row('recoveries.outweighs', '=', 1),
    row('recoveries.frozen_until', 'is', null),
  ])
}
