import type { AccountId, RecoveryId } from '../../../../../shared/ids.ts'
import { OPEN_STATES } from '../../../../recovery/recovery.ts'
import type { SlowRecovery } from '../../../../recovery/slow/slow-ledger.ts'
import type { Database, Queries } from '../../database.ts'
import { holdAccount } from '../../hold-account.ts'
import { type Failed, oneByOne, orThrow } from '../../one-by-one.ts'
import { endUnderWay } from './change.ts'
import { selectSlow, toSlow } from './row.ts'

/** See SlowLedger. Nodes may sweep at the same time: each recovery is ended by one of them. */
export async function sweepIdle(database: Database, failed: Failed = orThrow): Promise<readonly AccountId[]> {
  const ended: AccountId[] = []
  await oneByOne(
    await idle(database),
    async ({ id, accountId }) => {
      const isOver = await database.transact(async (tx) => {
        await holdAccount(tx, accountId)
        const [still] = await idle(tx, id)
        if (!still) return false // [R53]
        await endUnderWay(tx, [still], 'time-ran-out', {})
        return true
      })
      if (isOver) ended.push(accountId)
    },
    failed,
  )
  return ended
}

/** All that are idle, or this one if it still is. */
async function idle(queries: Queries, id?: RecoveryId): Promise<readonly SlowRecovery[]> {
  const rows = await selectSlow(queries)
    .where('state', 'in', OPEN_STATES)
    .where('settled', '=', 0)
    .where('ends_at', '<=', queries.now)
    .$if(id !== undefined, (query) => query.where('id', '=', id ?? ''))
    .execute()
  return rows.map(toSlow)
}
