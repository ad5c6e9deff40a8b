import { spendOperatorLink } from '../operator-links/spend.ts'
import type { Spend } from '../recovery/slow/spend.ts'

const OF_CASE = 'case '

/** See Spend. Evidence is `case` and the id of a case whose code was right; or that of an operator's link. */
export const spendAssisted: Spend = (tx, accountId, evidence) =>
  evidence.startsWith(OF_CASE)
    ? spendCase(tx, accountId, evidence.slice(OF_CASE.length))
    : spendOperatorLink(tx, accountId, evidence)

/** The word of supporters rests on nothing in the account, so it has no age. */
const spendCase: Spend = async ({ db, now }, accountId, caseId) => {
  const used = await db
    .updateTable('cases')
    .set({ state: 'used', code_hash: null })
    .where('id', '=', caseId)
    .where('account_id', '=', accountId)
    .where('state', '=', 'confirmed') // [C17]
    .where('expires_at', '>', now)
    .returning('id')
    .executeTakeFirst()
  return used ? { since: null, method: 'assisted' } : null
}
