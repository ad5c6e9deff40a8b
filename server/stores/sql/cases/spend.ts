import type { AccountId } from '../../../../shared/ids.ts'
import { mayVouch } from '../../../methods/assisted/may-vouch.ts'
import { onSince } from '../method-switch/rows.ts'
import { spendOperatorLink } from '../operator-links/spend.ts'
import { clock } from '../recovery/slow/row.ts'
import type { Spend } from '../recovery/slow/spend.ts'
import { readAccount, readSupporter } from './supporter.ts'

const OF_CASE = 'case '

/** See Spend. Evidence is `case` and the id of a case whose code was right; or that of an operator's link. */
export const spendAssisted: Spend = (tx, accountId, evidence) =>
  evidence.startsWith(OF_CASE)
    ? spendCase(tx, accountId, evidence.slice(OF_CASE.length))
    : spendOperatorLink(tx, accountId, evidence)

/**
 * Whether both supporters count is judged once more: one of them may have lost the role since, or the owner switched it off.
 * Their word rests on nothing in the account but its switch, so it has no age unless that was off.
 */
const spendCase: Spend = async (tx, accountId, caseId) => {
  await tx.hold(tx.db, `case ${caseId}`)
  const { db, now } = tx
  const row = await db
    .selectFrom('cases')
    .select(['checked_by', 'confirmed_by'])
    .where('id', '=', caseId)
    .executeTakeFirst()
  const [first, by] = [row?.checked_by, row?.confirmed_by] as readonly (AccountId | null | undefined)[]
  if (!first || !by) return null
  const may = mayVouch({
    now: await clock(tx),
    by: await readSupporter(tx, by),
    first: await readSupporter(tx, first),
    account: await readAccount(tx, accountId),
  })
  if (may !== true) return null // [C24]
  const used = await db
    .updateTable('cases')
    .set({ state: 'used', code_hash: null })
    .where('id', '=', caseId)
    .where('account_id', '=', accountId)
    .where('state', '=', 'confirmed') // [C17]
    .where('expires_at', '>', now)
    .returning('id')
    .executeTakeFirst()
  if (!used) return null
  return { since: await onSince(tx, { accountId, method: 'assisted' }), method: 'assisted' } // [C33]
}
