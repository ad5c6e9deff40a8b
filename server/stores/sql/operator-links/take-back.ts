import type { AccountId } from '../../../../shared/ids.ts'
import type { TakenBack } from '../../../methods/assisted/operator-links.ts'
import type { Doing } from '../../../passkeys/passkey-acts.ts'
import type { Recovery } from '../../../recovery/recovery.ts'
import { entryOf } from '../acts/actor.ts'
import { haltArrival, newHalt } from '../acts/halt.ts'
import { dropScheduledBy } from '../acts/schedule.ts'
import { setAsideUndone } from '../acts/set-aside.ts'
import { writeAudit } from '../audit.ts'
import { moveCredential } from '../credential-rows.ts'
import type { Database, Queries } from '../database.ts'
import { holdAccount } from '../hold-account.ts'
import { moveRecovery, toRecovery } from '../recovery/row.ts'
import { UNDER_WAY } from '../recovery/slow/row.ts'
import { isTied } from '../recovery/tied.ts'
import { isUndoable } from '../recovery/undoable.ts'
import { isByLink } from './by-link.ts'

/**
 * See OperatorLinks. The operator has no passkey here. So the new passkey counts as the one that stopped itself: it can
 * do nothing more, and only passkeys older than it can restore it, or decide about what it approved and added.
 */
export function takeBack(
  { transact }: Database,
  accountId: AccountId,
  setAsideMs: number,
): Promise<TakenBack> {
  return transact<TakenBack>(async (tx) => {
    const held = await holdAccount(tx, accountId)
    const last = await lastOf(tx, accountId)
    if (!last) return { outcome: 'nothing' }
    await voidUsed(tx, accountId)
    const { id: recoveryId, credentialId, state } = last
    const isArrived = state === 'done' || state === 'frozen'
    if (!isArrived || !credentialId) return endUnfinished(tx, last)
    const doing: Doing = { accountId, by: credentialId, trace: { recoveryId } }
    if (state === 'done') {
      await moveRecovery(tx, accountId, recoveryId, 'done', 'frozen', credentialId)
      await haltArrival(tx, doing, last, newHalt())
    }
    await dropScheduledBy(tx, doing, credentialId)
    await moveRecovery(tx, accountId, recoveryId, 'frozen', 'undone')
    await setAsideUndone(tx, held, { on: credentialId, by: credentialId, leavesMs: setAsideMs })
    await writeAudit(tx, entryOf(doing, 'recovery-undone', credentialId, 'operator'))
    return { outcome: 'undone', credentialId }
  })
}

/** The newest recovery by a link, unless it is over, or what is in a tie. */
async function lastOf(tx: Queries, accountId: AccountId): Promise<Recovery | null> {
  const row = await tx.db
    .selectFrom('recoveries')
    .selectAll()
    .where((of) => of.or([isByLink(accountId), isTied(accountId)])) // [O16]
    .where((of) => of.or([of('state', 'in', UNDER_WAY), isUndoable(tx)]))
    .orderBy('created_at', 'desc')
    .executeTakeFirst()
  return row ? toRecovery(row) : null
}

/** Otherwise its page could begin again with it. A link that nobody used may be for somebody else. */
async function voidUsed({ db, now }: Queries, accountId: AccountId): Promise<void> {
  const own = db.updateTable('operator_links').where('account_id', '=', accountId)
  await own.set({ changed_at: now }).execute()
  await own.set({ expires_at: now }).where('page', 'is not', null).execute() // [O10]
}

async function endUnfinished(tx: Queries, recovery: Recovery): Promise<TakenBack> {
  const { id: recoveryId, accountId, credentialId } = recovery
  await tx.db
    .updateTable('recoveries')
    .set({ state: 'ended', cause: 'operator-ended' })
    .where('id', '=', recoveryId)
    .execute()
  if (credentialId) await moveCredential(tx, accountId, credentialId, ['unproven'], 'removed')
  await writeAudit(
    tx,
    entryOf({ accountId, trace: { recoveryId } }, 'recovery-ended', credentialId, 'operator-ended'),
  )
  return { outcome: 'ended' }
}
