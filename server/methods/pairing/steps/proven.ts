import type { Logger } from 'pino'
import type { PairingId } from '../../../../shared/ids.ts'
import { StoreAway } from '../../../errors/store-away.ts'
import type { Guard } from '../../../limits/guard.ts'
import type { RecoveryMethod } from '../../../recovery/method.ts'
import { approvalOf } from '../../../recovery/recovery.ts'
import type { Decide } from '../decide.ts'

interface ProvenDeps {
  readonly decide: Decide
  readonly guard: Pick<Guard, 'recoveryDone'>
  readonly log: Logger
}

/** After the passkey was proven: SQL has stored it, and the record follows, if it is still there. */
export function createProven({ decide, guard, log }: ProvenDeps): RecoveryMethod['proven'] {
  return async (recovery) => {
    const { credentialId } = recovery
    if (!credentialId) return
    const pairingId = recovery.id as PairingId
    const approver = approvalOf(recovery)?.credentialId
    // The record may be behind SQL.
    const follow = async () => {
      const registered = await decide(pairingId, { type: 'registered', credentialId })
      if (registered) await decide(registered, { type: 'prove' })
    }
    try {
      await Promise.all([follow(), approver && guard.recoveryDone(approver)])
    } catch (error) {
      if (!(error instanceof StoreAway)) throw error
      log.warn({ pairingId }, 'A recovery is done in SQL, but the pairing store is away and was not told.')
    }
  }
}
