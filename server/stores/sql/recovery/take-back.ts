import { type Expression, expressionBuilder, type SqlBool } from 'kysely'
import type { EndCause } from '../../../../shared/end-causes.ts'
import type { TakenBack } from '../../../methods/assisted/taken-back.ts'
import type { Credential } from '../../../passkeys/credential.ts'
import type { Doing } from '../../../passkeys/passkey-acts.ts'
import type { Recovery } from '../../../recovery/recovery.ts'
import { entryOf } from '../acts/actor.ts'
import { haltArrival, newHalt } from '../acts/halt.ts'
import { dropScheduledBy } from '../acts/schedule.ts'
import { setAsideUndone } from '../acts/set-aside.ts'
import { writeAudit } from '../audit.ts'
import { moveCredential } from '../credential-rows.ts'
import type { Queries } from '../database.ts'
import type { Tables } from '../tables.ts'
import { moveRecovery } from './row.ts'
import { UNDER_WAY } from './slow/row.ts'
import { isUndoable } from './undoable.ts'

/** Recoveries of which something can be taken back: those under way, and those that can be undone. */
export function isReturnable(queries: Queries): Expression<SqlBool> {
  const row = expressionBuilder<Tables, 'recoveries'>()
  return row.or([row('recoveries.state', 'in', UNDER_WAY), isUndoable(queries)])
}

/** Who takes back what came of their own word. */
export type Withdrawing = 'operator' | 'support'

const CAUSES = { operator: 'operator-ended', support: 'support-ended' } as const satisfies Record<
  Withdrawing,
  EndCause
>

interface TakingBack {
  readonly by: Withdrawing
  /** Milliseconds until the passkey is removed for good. */
  readonly setAsideMs: number
}

/**
 * Takes back a recovery that isReturnable. Its account is held. Whoever does it has no passkey here. So the new passkey
 * counts as the one that stopped itself: it can do nothing more, and only passkeys older than it can restore it, or decide
 * about what it approved and added.
 */
export async function takeBack(
  tx: Queries,
  held: readonly Credential[],
  recovery: Recovery,
  { by, setAsideMs }: TakingBack,
): Promise<TakenBack> {
  const { id: recoveryId, accountId, credentialId, state, frozenUntil } = recovery
  const isArrived = state === 'done' || state === 'frozen'
  if (!isArrived || !credentialId) return endUnfinished(tx, recovery, CAUSES[by])
  const doing: Doing = { accountId, by: credentialId, trace: { recoveryId } }
  // A pause has stopped the passkey alone, and nothing that came from it.
  if (state === 'done' || frozenUntil !== null) {
    await moveRecovery(tx, accountId, recoveryId, state, 'frozen', { by: credentialId })
    await haltArrival(tx, doing, recovery, newHalt()) // [R67]
  }
  await dropScheduledBy(tx, doing, credentialId)
  await moveRecovery(tx, accountId, recoveryId, 'frozen', 'undone')
  await setAsideUndone(tx, held, { on: credentialId, by: credentialId, leavesMs: setAsideMs })
  await writeAudit(tx, entryOf(doing, 'recovery-undone', credentialId, by))
  return { outcome: 'undone', credentialId }
}

async function endUnfinished(tx: Queries, recovery: Recovery, cause: EndCause): Promise<TakenBack> {
  const { id: recoveryId, accountId, credentialId } = recovery
  await tx.db.updateTable('recoveries').set({ state: 'ended', cause }).where('id', '=', recoveryId).execute()
  if (credentialId) await moveCredential(tx, accountId, credentialId, ['unproven'], 'removed')
  await writeAudit(tx, entryOf({ accountId, trace: { recoveryId } }, 'recovery-ended', credentialId, cause))
  return { outcome: 'ended' }
}
