import type { AccountId } from '../../../../shared/ids.ts'
import type { Pause } from '../../../recovery/policy.ts'
import type { ToTell } from '../../../recovery/recovery-ledger.ts'
import { disputedSince } from '../../../recovery/slow/disputes.ts'
import type { Database } from '../database.ts'
import { toRecovery } from './row.ts'
import { toSlow, UNDER_WAY } from './slow/row.ts'
import { isUndoable } from './undoable.ts'

/** See RecoveryLedger. One statement for both kinds, because every signed-in page asks. */
export async function readToTell(database: Database, accountId: AccountId): Promise<ToTell> {
  const { db, now } = database
  const rows = await db
    .selectFrom('recoveries')
    .leftJoin('recovery_waits', 'recovery_waits.recovery_id', 'recoveries.id')
    .selectAll('recoveries')
    .select(['recovery_waits.page_key', 'recovery_waits.pauses', 'recovery_waits.ends_at', now.as('at')])
    .where('account_id', '=', accountId)
    .where((row) =>
      row.or([
        isUndoable(database),
        row.and([row('state', 'in', UNDER_WAY), row('page_key', 'is not', null)]),
      ]),
    )
    .orderBy('created_at', 'desc')
    .execute()
  const isUnderWay = ({ state }: Pick<(typeof rows)[number], 'state'>) =>
    UNDER_WAY.some((one) => one === state)
  return {
    undoable: rows
      .filter((row) => !isUnderWay(row))
      .map((row) => ({
        ...toRecovery(row),
        pausedBy: pausesOf(row).flatMap(({ passkeyId }) => passkeyId ?? []),
      })),
    underWay: rows.flatMap(({ page_key, pauses, ends_at, ...row }) =>
      page_key !== null && pauses !== null && ends_at !== null && isUnderWay(row)
        ? [toSlow({ ...row, page_key, pauses, ends_at })]
        : [],
    ),
    disputedSince: disputedSince(
      rows.map((row) => ({
        ...toRecovery(row),
        pauses: pausesOf(row),
      })),
    ),
    now: rows[0]?.at ?? 0,
  }
}

function pausesOf({ pauses }: { readonly pauses: string | null }): readonly Pause[] {
  return pauses === null ? [] : JSON.parse(pauses)
}
