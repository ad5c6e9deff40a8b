import type { Selectable } from 'kysely'
import type { AccountId, PageKey, RecoveryId } from '../../../../../shared/ids.ts'
import { StoreAway } from '../../../../errors/store-away.ts'
import { OPEN_STATES } from '../../../../recovery/recovery.ts'
import type { SlowRecovery } from '../../../../recovery/slow/slow-ledger.ts'
import { builtOnce } from '../../built-once.ts'
import type { Queries } from '../../database.ts'
import type { Tables } from '../../tables.ts'
import { toRecovery } from '../row.ts'

/** States in which a slow recovery is under way: open, or registered and not proven yet. */
export const UNDER_WAY = [...OPEN_STATES, 'registered'] as const

/** The row of a recovery with what only slow ones have. */
type SlowRow = Selectable<Tables['recoveries']> &
  Pick<Selectable<Tables['recovery_waits']>, 'page_key' | 'pauses'>

/** A query for slow recoveries, each with the database's clock. */
export function selectSlow({ db, now }: Queries) {
  return db
    .selectFrom('recoveries')
    .innerJoin('recovery_waits', 'recovery_waits.recovery_id', 'recoveries.id')
    .selectAll('recoveries')
    .select(['recovery_waits.page_key', 'recovery_waits.pauses', now.as('at')])
}

/** Those of an account that are under way, oldest first. */
export async function underWayOf(queries: Queries, accountId: AccountId): Promise<readonly SlowRecovery[]> {
  const rows = await selectSlow(queries)
    .where('account_id', '=', accountId)
    .where('state', 'in', UNDER_WAY)
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  return rows.map(toSlow)
}

/** One by its id, and for one page only if that is given. */
export async function findSlow(
  queries: Queries,
  id: RecoveryId,
  pageKey?: PageKey,
): Promise<{ readonly recovery: SlowRecovery; readonly now: number } | null> {
  const row = await selectSlow(queries)
    .where('id', '=', id)
    .$if(pageKey !== undefined, (query) => query.where('page_key', '=', pageKey ?? '')) // [R42]
    .executeTakeFirst()
  return row ? { recovery: toSlow(row), now: row.at } : null
}

/** A slow recovery from its row. */
export function toSlow(row: SlowRow): SlowRecovery {
  return {
    ...toRecovery(row),
    proofs: JSON.parse(row.proofs),
    pageKey: row.page_key as PageKey,
    pauses: JSON.parse(row.pauses),
  }
}

/** The database's clock, as one time for all that a transaction writes. */
export async function clock(queries: Queries): Promise<number> {
  const [row] = await readClock(queries, {})
  if (!row) throw new StoreAway('sql')
  return row.at
}

const readClock = builtOnce(({ db, now }) => db.selectNoFrom(now.as('at')))
