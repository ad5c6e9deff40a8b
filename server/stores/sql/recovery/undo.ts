import type { RecoveryId } from '../../../../shared/ids.ts'
import { answersFor, mayLift, mayRestore, mayUndo } from '../../../passkeys/authority.ts'
import type { Doing } from '../../../passkeys/passkey-acts.ts'
import { entryOf, find } from '../acts/actor.ts'
import { endSessionsBegunBy } from '../acts/halt.ts'
import { giveBack } from '../acts/restore.ts'
import { setAsideUndone } from '../acts/set-aside.ts'
import { writeAudit } from '../audit.ts'
import { moveCredential } from '../credential-rows.ts'
import type { Database } from '../database.ts'
import { holdToJudge } from './freeze.ts'
import { retireNothing } from './retired.ts'
import { moveRecovery } from './row.ts'
import { scheduleAnew } from './slow/retiring.ts'
import { keepUndoable } from './undoable.ts'

/** See RecoveryLedger. */
export function lift({ transact }: Database, doing: Doing, id: RecoveryId): Promise<boolean> {
  return transact(async (tx) => {
    const judge = await holdToJudge(tx, doing, id)
    if (!judge) return false
    const { actor, held, recovery: frozen } = judge
    if (mayLift(actor, frozen, find(held, frozen.frozenBy)) !== true) return false // [S168]
    const recovery = await moveRecovery(tx, doing.accountId, id, 'frozen', 'done')
    if (!recovery?.credentialId) return false
    await keepUndoable(tx, id) // [S169]
    await moveCredential(tx, doing.accountId, recovery.credentialId, ['frozen'], 'active')
    await writeAudit(tx, { ...entryOf(doing, 'recovery-lifted', recovery.credentialId), recoveryId: id })
    const wasTie = frozen.outweighs && frozen.frozenUntil === null
    if (wasTie) await scheduleAnew(tx, held, recovery) // [R82]
    return true
  })
}

/** See RecoveryLedger. */
export function undo(
  { transact }: Database,
  doing: Doing,
  id: RecoveryId,
  restore: boolean,
  setAsideMs: number,
): Promise<boolean> {
  return transact(async (tx, rollBack) => {
    const judge = await holdToJudge(tx, doing, id)
    if (!judge || mayUndo(judge.actor, judge.recovery) !== true) return false // [R22]
    const recovery = await moveRecovery(tx, doing.accountId, id, 'frozen', 'undone')
    if (!recovery?.credentialId) return false
    const { actor, held } = judge
    // Restoring it would lift it too, so the passkey that froze it has a say in that.
    const { id: by } = answersFor(actor, find(held, judge.recovery.frozenBy))
    await setAsideUndone(tx, held, { on: recovery.credentialId, by, leavesMs: setAsideMs })
    await endSessionsBegunBy(tx, recovery.credentialId)
    const retired = restore ? find(held, recovery.retiredId) : null
    if (retired?.status === 'suspended') {
      if (mayRestore(actor, retired, find(held, retired.suspendedBy)) !== true) return rollBack(false) // [S153]
      await giveBack(tx, doing, retired, 'undo')
    }
    await retireNothing(tx, id) // [S171]
    await writeAudit(tx, { ...entryOf(doing, 'recovery-undone', recovery.credentialId), recoveryId: id })
    return true
  })
}
