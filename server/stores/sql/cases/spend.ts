import type { AccountId } from '../../../../shared/ids.ts'
import { mayVouch } from '../../../methods/assisted/may-vouch.ts'
import type { Spent } from '../../../recovery/slow/given-proof.ts'
import type { Queries } from '../database.ts'
import { onSince } from '../method-switch/rows.ts'
import { spendOperatorLink } from '../operator-links/spend.ts'
import { clock } from '../recovery/slow/row.ts'
import type { Spend } from '../recovery/slow/spend.ts'
import { findMailable } from './mailable.ts'
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
const spendCase: Spend = async (tx, accountId, evidence) => {
  const [caseId = '', codeHash = ''] = evidence.split(' ')
  await tx.hold(tx.db, `case ${caseId}`)
  const { db, now } = tx
  const row = await db
    .selectFrom('cases')
    .select(['checked_by', 'confirmed_by', 'mailed_to'])
    .where('id', '=', caseId)
    .executeTakeFirst()
  if (!row) return null
  const [first, by] = [row.checked_by, row.confirmed_by] as readonly (AccountId | null)[]
  if (!first || !by) return null
  const may = mayVouch({
    now: await clock(tx),
    by: await readSupporter(tx, by),
    first: await readSupporter(tx, first),
    account: await readAccount(tx, accountId),
  })
  if (may !== true) return null // [C24]
  const spent = await restsOn(tx, accountId, row.mailed_to)
  if (!spent) return null
  const used = await db
    .updateTable('cases')
    .set({ state: 'used', code_hash: null })
    .where('id', '=', caseId)
    .where('account_id', '=', accountId)
    .where('code_hash', '=', codeHash) // [C17]
    .where('expires_at', '>', now)
    .returning('id')
    .executeTakeFirst()
  return used ? { ...spent, caseId } : null
}

/** One that was mailed is a proof of its address, if that still counts; any other one is the supporters' word. */
async function restsOn(tx: Queries, accountId: AccountId, addressId: string | null): Promise<Spent | null> {
  const word = await onSince(tx, { accountId, method: 'assisted' })
  if (addressId === null)
    return {
      method: 'assisted',
      since: word, // [C33]
    }
  const address = await findMailable(tx, accountId, addressId)
  if (!address) return null // [C37]
  const on = await onSince(tx, { accountId, method: 'email' })
  const since = Math.max(
    address.counts_since ?? 0, // [C38]
    on ?? 0, // [C38]
    word ?? 0, // [C38]
  )
  return { since, method: 'mailed-case', addressId }
}
