import { type Expression, expressionBuilder, type SqlBool } from 'kysely'
import type { AccountId } from '../../../../shared/ids.ts'
import { OPEN_STATES } from '../../../recovery/recovery.ts'
import type { Queries } from '../database.ts'
import type { Spend } from '../recovery/slow/spend.ts'
import type { Tables } from '../tables.ts'
import { isByLink } from './by-link.ts'

/** See Spend. Evidence is the id of the link and the page key, as a JSON array. */
export const spendOperatorLink: Spend = async (tx, accountId, evidence) => {
  const { db, now } = tx
  const [id, page] = JSON.parse(evidence) as [string, string]
  const spent = await db
    .updateTable('operator_links')
    .set({ page, changed_at: now })
    .where('id', '=', id)
    .where('account_id', '=', accountId)
    .where('expires_at', '>', now) // [O3]
    .where(isFor(tx, accountId, page)) // [O4]
    .returning(['decides', 'kind'])
    .executeTakeFirst()
  if (!spent) return null
  if (spent.kind === 'enrolment') return { since: null, method: 'enrolment' } // [R3]
  return { since: null, method: spent.decides === 1 ? 'operator-decision' : 'operator' }
}

/**
 * Nobody has used it, or this page has. That one may send it again as long as its recovery is open, since the answer may
 * have been lost.
 */
function isFor({ db }: Queries, accountId: AccountId, page: string): Expression<SqlBool> {
  const link = expressionBuilder<Tables, 'operator_links'>()
  const open = db
    .selectFrom('recoveries')
    .select('id')
    .where(isByLink(accountId))
    .where('state', 'in', OPEN_STATES)
  const wasUsedHere = link.and([link('page', '=', page), link.exists(open)])
  return link.or([link('page', 'is', null), wasUsedHere])
}
