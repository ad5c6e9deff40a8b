import type { AccountId } from '../../../../shared/ids.ts'
import { refusal } from '../../../errors/answer.ts'
import { END_AGAIN_MS } from '../../../methods/assisted/case-lifetimes.ts'
import type { Cases, Helping } from '../../../methods/assisted/cases.ts'
import { mayVouch } from '../../../methods/assisted/may-vouch.ts'
import { writeAudit } from '../audit.ts'
import type { Database, Queries } from '../database.ts'
import { holdAccount } from '../hold-account.ts'
import { toRecovery } from '../recovery/row.ts'
import { clock } from '../recovery/slow/row.ts'
import { isReturnable, takeBack } from '../recovery/take-back.ts'
import { cameOf } from './came-of.ts'
import { readAccount, readSupporter } from './supporter.ts'

/** See Cases. */
export const end =
  ({ transact }: Database): Cases['end'] =>
  (by, caseId, reason, setAsideMs) =>
    transact<Awaited<ReturnType<Cases['end']>>>(async (tx) => {
      const used = await findUsed(tx, caseId)
      if (!used) return refusal('not_found')
      const { accountId, number } = used
      const held = await holdAccount(tx, accountId)
      // Read only now: of many who end it at once, the others wait for this account.
      const recovery = await recoveryOf(tx, caseId)
      if (!recovery) return refusal('not_found') // [C29]
      const may = await mayEnd(tx, by, accountId)
      if (may !== true) return refusal(may)
      await tx.db
        .updateTable('cases')
        .set({ state: 'closed', ended_by: by.accountId, ended_at: tx.now })
        .where('id', '=', caseId)
        .execute()
      await takeBack(tx, held, recovery, { by: 'support', setAsideMs })
      const { accountId: supporter, trace } = by
      await writeAudit(
        tx,
        {
          action: 'case-ended',
          accountId: supporter,
          aboutId: accountId,
          ...trace,
          detail: `${number}: ${reason}`,
        },
        { action: 'case-taken-back', accountId, recoveryId: recovery.id, detail: number },
      )
      return { ok: true, accountId }
    })

async function findUsed({ db }: Queries, caseId: string) {
  const row = await db
    .selectFrom('cases')
    .select(['number', 'account_id'])
    .where('id', '=', caseId)
    .where('state', '=', 'used')
    .executeTakeFirst()
  return row?.account_id ? { number: row.number, accountId: row.account_id as AccountId } : null
}

async function recoveryOf(tx: Queries, caseId: string) {
  const row = await tx.db
    .selectFrom('recoveries')
    .innerJoin('cases', 'cases.account_id', 'recoveries.account_id')
    .selectAll('recoveries')
    .where(cameOf())
    .where('cases.id', '=', caseId)
    .where('cases.state', '=', 'used')
    .where(isReturnable(tx))
    .executeTakeFirst()
  return row ? toRecovery(row) : null
}

/** As for vouching, whoever vouched before. One supporter alone can't keep an account from coming back. */
async function mayEnd(tx: Queries, { accountId: by }: Helping, accountId: AccountId) {
  const account = await readAccount(tx, accountId)
  const may = mayVouch({
    now: await clock(tx),
    by: await readSupporter(tx, by),
    first: null,
    // What came of the help may be older than that its owner wants none.
    account: account && { ...account, isSwitchedOff: false },
  })
  if (may !== true) return may // [C27]
  const before = await tx.db
    .selectFrom('cases')
    .select('id')
    .where('account_id', '=', accountId)
    .where('ended_by', '=', by)
    .where('ended_at', '>', (row) => row(tx.now, '-', END_AGAIN_MS)) // [C28]
    .executeTakeFirst()
  return before ? 'case_ended_before' : true
}
