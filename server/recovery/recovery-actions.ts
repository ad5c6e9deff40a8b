import { z } from 'zod'
import type { RecoveryAction } from '../../shared/api.ts'
import { mayJudge, mayLift, mayUndo } from '../passkeys/authority.ts'
import { type ActionsOf, anyPasskey, type DeclaredAction } from '../passkeys/declared-actions.ts'
import { recoveryId } from '../requests/wire-fields.ts'
import type { RecoveryLedger } from './recovery-ledger.ts'

/** How an owner judges an arrival, and stops a recovery that is under way. */
export function recoveryActions(ledger: Pick<RecoveryLedger, 'find'>): ActionsOf<RecoveryAction> {
  const who =
    (may: typeof mayUndo): DeclaredAction<RecoveryAction>['mayConfirm'] =>
    async (action, { accountId }) => {
      const arrival = await ledger.find(action.recoveryId)
      return (by) => arrival?.accountId !== accountId || may(by, arrival)
    }
  return {
    'freeze-recovery': { spends: 'remedy', fields: { recoveryId }, mayConfirm: who(mayJudge) },
    'undo-recovery': {
      spends: 'remedy',
      fields: { recoveryId, restoreRetired: z.boolean() },
      mayConfirm: who(mayUndo), // [R22]
    },
    // Whoever may make a step-up may try: what comes of it depends on the recovery too, which SQL judges.
    'stop-recovery': { spends: 'remedy', fields: { recoveryId }, mayConfirm: anyPasskey },
    'lift-recovery': {
      spends: 'remedy',
      fields: { recoveryId },
      async mayConfirm(action, { accountId, find }) {
        const arrival = await ledger.find(action.recoveryId)
        return (by) => arrival?.accountId !== accountId || mayLift(by, arrival, find(arrival.frozenBy))
      },
    },
  }
}
