import type { Selectable } from 'kysely'
import type { AccountId, PageKey, RecoveryId } from '../../../../../shared/ids.ts'
import { StoreAway } from '../../../../errors/store-away.ts'
import type { Pause } from '../../../../recovery/policy.ts'
import { OPEN_STATES, type RecoveryState } from '../../../../recovery/recovery.ts'
import { disputedSince, everStopped } from '../../../../recovery/slow/disputes.ts'
import type { SlowRecovery, Surrounded } from '../../../../recovery/slow/slow-ledger.ts'
import { builtOnce } from '../../built-once.ts'
import type { Queries } from '../../database.ts'
import type { Tables } from '../../tables.ts'
import { toRecovery } from '../row.ts'
import { isUndoable } from '../undoable.ts'

/** States in which a slow recovery is under way: open, or registered and not proven yet. */
export const UNDER_WAY = [...OPEN_STATES, 'registered'] as const

/** The row of a recovery with what only slow ones have. */
type SlowRow = Selectable<Tables['recoveries']> &
  Pick<Selectable<Tables['recovery_waits']>, 'page_key' | 'pauses' | 'ends_at'>

/** A query for slow recoveries, each with the database's clock. */
export function selectSlow({ db, now }: Queries) {
  return db
    .selectFrom('recoveries')
    .innerJoin('recovery_waits', 'recovery_waits.recovery_id', 'recoveries.id')
    .selectAll('recoveries')
    .select(['recovery_waits.page_key', 'recovery_waits.pauses', 'recovery_waits.ends_at', now.as('at')])
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

/** Since when an account is in dispute: see disputes.ts. */
export async function disputeOf(queries: Queries, accountId: AccountId): Promise<number | null> {
  const rows = await selectDisputable(queries, accountId)
    .where((row) => row.or([isUndoable(queries), row('state', 'in', UNDER_WAY)]))
    .execute()
  return disputedSince(rows.map(toDisputable))
}

/** When the recoveries of an account began that a passkey has stopped: see disputes.ts. */
export async function everStoppedOf(
  queries: Queries,
  accountId: AccountId,
): Promise<readonly { readonly createdAt: number }[]> {
  // A pairing that was denied is none: no page waited for it.
  const rows = await selectDisputable(queries, accountId)
    .where((row) => row.or([row('state', '<>', 'ended'), row('pauses', 'is not', null)]))
    .execute()
  return everStopped(rows.map(toDisputable))
}

function selectDisputable({ db }: Queries, accountId: AccountId) {
  return db
    .selectFrom('recoveries')
    .leftJoin('recovery_waits', 'recovery_waits.recovery_id', 'recoveries.id')
    .select(['recoveries.state', 'recoveries.cause', 'recoveries.created_at as createdAt', 'pauses'])
    .where('account_id', '=', accountId)
}

type DisputableRow = Awaited<ReturnType<ReturnType<typeof selectDisputable>['execute']>>[number]

function toDisputable({ state, pauses, ...row }: DisputableRow) {
  return {
    ...row,
    state: state as RecoveryState,
    pauses: pauses === null ? [] : (JSON.parse(pauses) as readonly Pause[]),
  }
}

/** One by its id, and for one page only if that is given. */
export async function findSlow(
  queries: Queries,
  id: RecoveryId,
  pageKey?: PageKey,
): Promise<Omit<Surrounded, 'passkeys'> | null> {
  const row = await selectSlow(queries)
    .where('id', '=', id)
    .$if(pageKey !== undefined, (query) => query.where('page_key', '=', pageKey ?? '')) // [R42]
    .executeTakeFirst()
  if (!row) return null
  const recovery = toSlow(row)
  return { recovery, now: row.at, disputedSince: await disputeOf(queries, recovery.accountId) }
}

/** A slow recovery from its row. */
export function toSlow(row: SlowRow): SlowRecovery {
  return {
    ...toRecovery(row),
    proofs: JSON.parse(row.proofs),
    pageKey: row.page_key as PageKey,
    pauses: JSON.parse(row.pauses),
    endsAt: row.ends_at,
  }
}

/** The database's clock, as one time for all that a transaction writes. */
export async function clock(queries: Queries): Promise<number> {
  const [row] = await readClock(queries, {})
  if (!row) throw new StoreAway('sql')
  return row.at
}

const readClock = builtOnce(({ db, now }) => db.selectNoFrom(now.as('at')))
