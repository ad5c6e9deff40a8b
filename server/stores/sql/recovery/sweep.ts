import { type Expression, expressionBuilder, type SqlBool } from 'kysely'
import type { AccountId, RecoveryId } from '../../../../shared/ids.ts'
import type { Credential } from '../../../passkeys/credential.ts'
import { UNDO_MS } from '../../../recovery/lifetimes.ts'
import type { RecoveryState } from '../../../recovery/recovery.ts'
import type { Swept } from '../../../recovery/recovery-ledger.ts'
import { setAsideUndone } from '../acts/set-aside.ts'
import { writeAudit } from '../audit.ts'
import { moveCredential } from '../credential-rows.ts'
import type { Database, Queries } from '../database.ts'
import { holdAccount } from '../hold-account.ts'
import { type Failed, oneByOne, orThrow } from '../one-by-one.ts'
import type { Tables } from '../tables.ts'
import { removeRetired, retireNothing } from './retired.ts'
import { moveRecovery, toRecovery } from './row.ts'
import { keepUndoable } from './undoable.ts'

/** A recovery that is due. Its own transaction holds its account. */
interface Due {
  readonly id: RecoveryId
  readonly accountId: AccountId
}

/** See RecoveryLedger. Nodes may sweep at the same time: each row is moved, and counted, by one of them. */
export async function sweep(
  database: Database,
  unprovenMs: number,
  failed: Failed = orThrow,
): Promise<Swept> {
  type Work = (tx: Queries, due: Due, held: readonly Credential[]) => Promise<boolean>
  const one = (work: Work) => async (all: readonly Due[]) => {
    let count = 0
    const workOn = async (due: Due) => {
      const moved = await database.transact(async (tx) => {
        const held = await holdAccount(tx, due.accountId)
        return work(tx, due, held)
      })
      count += Number(moved)
    }
    await oneByOne(all, workOn, failed)
    return count
  }
  const registered = await findDue(database, 'registered', 'registered_at', unprovenMs)
  return {
    unproven: await one((tx, due) => sweepUnproven(tx, due, unprovenMs))(registered),
    resumed: await one(resume)(await findDue(database, 'frozen', 'frozen_until')),
    abandoned: await one(undoAbandoned)(await findAbandoned(database)),
    undecided: await one(undoUndecided)(await findDue(database, 'frozen', 'decide_until')),
    retired: await one(settleLapsed)(await findDue(database, 'done', 'undo_until')),
  }
}

/** Those in this state that nobody has settled, for which this time was long enough ago. */
async function findDue(
  { db, now }: Database,
  state: RecoveryState,
  time: 'registered_at' | 'frozen_until' | 'decide_until' | 'undo_until',
  agoMs = 0,
): Promise<readonly Due[]> {
  const rows = await db
    .selectFrom('recoveries')
    .select(['id', 'account_id as accountId'])
    .where('state', '=', state)
    .where(time, '<=', (row) => row(now, '-', agoMs))
    .where('settled', '=', 0)
    .execute()
  return rows.map(({ id, accountId }) => ({ id: id as RecoveryId, accountId: accountId as AccountId }))
}

/** Frozen ones about which no passkey will ever decide: none that the account still has is older. A pause ends by itself. */
async function findAbandoned({ db }: Queries): Promise<readonly Due[]> {
  const rows = await db
    .selectFrom('recoveries')
    .select(['id', 'account_id as accountId'])
    .where('state', '=', 'frozen')
    .where(isAbandoned())
    .execute()
  return rows.map(({ id, accountId }) => ({ id: id as RecoveryId, accountId: accountId as AccountId }))
}

function isAbandoned(): Expression<SqlBool> {
  const row = expressionBuilder<Tables, 'recoveries'>()
  const older = row
    .selectFrom('credentials')
    .select('credentials.id')
    .whereRef('credentials.account_id', '=', 'recoveries.account_id')
    .whereRef('credentials.created_at', '<', 'recoveries.created_at')
    .where('credentials.status', '<>', 'removed')
  return row.and([
    row('recoveries.frozen_until', 'is', null), // [R68]
    row.not(row.exists(older)), // [R65]
  ])
}

/** While it waits, the account is in dispute, and nothing that is set up would ever count. */
async function undoAbandoned(tx: Queries, { id: recoveryId, accountId }: Due): Promise<boolean> {
  const row = await tx.db
    .updateTable('recoveries')
    .set({ state: 'undone', frozen_by: null, frozen_until: null, decide_until: null })
    .where('id', '=', recoveryId)
    .where('state', '=', 'frozen')
    .where(isAbandoned())
    .returningAll()
    .executeTakeFirst()
  if (!row) return false
  const { credentialId } = toRecovery(row)
  if (!credentialId) return true
  await moveCredential(tx, accountId, credentialId, ['frozen', 'suspended'], 'removed')
  await writeAudit(tx, {
    action: 'recovery-undone',
    ...{ accountId, credentialId, recoveryId, detail: 'nobody-left-to-decide' },
  })
  return true
}

/**
 * Undoes what no passkey has decided about in time, as if the passkey that froze it had decided so. It can be restored by
 * that one, or one that is older, as after any undo.
 */
async function undoUndecided(
  tx: Queries,
  { id, accountId }: Due,
  held: readonly Credential[],
): Promise<boolean> {
  const row = await tx.db
    .selectFrom('recoveries')
    .selectAll()
    .where('id', '=', id)
    .where('state', '=', 'frozen')
    .where('decide_until', '<=', tx.now)
    .executeTakeFirst()
  const frozen = row && toRecovery(row)
  if (!frozen?.credentialId) return false
  await moveRecovery(tx, accountId, id, 'frozen', 'undone') // [R85]
  const { credentialId, frozenBy } = frozen
  await setAsideUndone(tx, held, { on: credentialId, by: frozenBy ?? credentialId, leavesMs: UNDO_MS })
  await retireNothing(tx, id)
  await writeAudit(tx, {
    action: 'recovery-undone',
    ...{ accountId, credentialId, recoveryId: id, detail: 'nobody-decided' },
  })
  return true
}

async function sweepUnproven(tx: Queries, due: Due, unprovenMs: number): Promise<boolean> {
  const row = await tx.db
    .updateTable('recoveries')
    .set({ state: 'ended', cause: 'time-ran-out' })
    .where('id', '=', due.id)
    .where('state', '=', 'registered')
    .where('registered_at', '<=', (row) => row(tx.now, '-', unprovenMs))
    .returningAll()
    .executeTakeFirst()
  if (!row) return false
  const { id: recoveryId, accountId, credentialId } = toRecovery(row)
  if (!credentialId) return true
  await moveCredential(tx, accountId, credentialId, ['unproven'], 'removed')
  await writeAudit(tx, { action: 'recovery-lapsed', accountId, credentialId, recoveryId })
  return true
}

/** Goes on with an arrival whose pause is over, unless it became a tie. */
async function resume(tx: Queries, due: Due): Promise<boolean> {
  const row = await tx.db
    .updateTable('recoveries')
    .set({ state: 'done', frozen_by: null, frozen_until: null })
    .where('id', '=', due.id)
    .where('state', '=', 'frozen')
    .where('frozen_until', '<=', tx.now)
    .returningAll()
    .executeTakeFirst()
  if (!row) return false
  const { id: recoveryId, accountId, credentialId } = toRecovery(row)
  if (!credentialId) return true
  await keepUndoable(tx, recoveryId)
  await moveCredential(tx, accountId, credentialId, ['frozen'], 'active')
  await writeAudit(tx, {
    action: 'recovery-lifted',
    ...{ accountId, credentialId, recoveryId, detail: 'pause-over' },
  })
  return true
}

async function settleLapsed(tx: Queries, { id }: Due): Promise<boolean> {
  const row = await tx.db
    .updateTable('recoveries')
    .set({ settled: 1 })
    .where('id', '=', id)
    .where('state', '=', 'done')
    .where('undo_until', '<=', tx.now)
    .where('settled', '=', 0)
    .returningAll()
    .executeTakeFirst()
  return row ? removeRetired(tx, toRecovery(row)) : false
}
