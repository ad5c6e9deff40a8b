import type { Logger } from 'pino'
import { StoreAway } from '../errors/store-away.ts'
import type { Announcer } from '../events/announcer.ts'
import type { Guard } from '../limits/guard.ts'
import type { Credential } from '../passkeys/credential.ts'
import type { CounterWentBack, SessionBeginning } from '../sessions/session-store.ts'
import { PROBATION_MS, UNAPPROVED_PROBATION_MS, UNDO_MS, UNPROVEN_MS } from './lifetimes.ts'
import type { RecoveryMethod } from './method.ts'
import type { RecoveryLevel } from './policy.ts'
import { approvalOf, type Recovery } from './recovery.ts'
import type { Proven, ProvingLimits, RecoveryLedger } from './recovery-ledger.ts'

const LIMITS: Omit<ProvingLimits, 'level'> = {
  unprovenMs: UNPROVEN_MS,
  probationMs: PROBATION_MS,
  unapprovedProbationMs: UNAPPROVED_PROBATION_MS,
  undoMs: UNDO_MS,
}

/** What createProve needs. */
export interface ProveDeps {
  readonly ledger: Pick<RecoveryLedger, 'prove'>
  readonly announcer: Announcer
  readonly guard: Pick<Guard, 'recoveryDone'>
  readonly log: Logger
  readonly methods: readonly Pick<RecoveryMethod, 'id' | 'proven'>[]
  readonly level: RecoveryLevel
}

/** Makes an unproven passkey active, and begins the session of that sign-in. Null if its time is over. */
export type Prove = (
  credential: Credential,
  where: { readonly device: string; readonly network: string },
  beginning?: SessionBeginning,
) => Promise<Proven | CounterWentBack | null>

/**
 * The first ordinary sign-in with a new passkey proves it. SQL makes it active and suspends the retired one. Then
 * the recovery is counted, and the method that it came by is told, which changes nothing in the outcome.
 */
export function createProve({ ledger, announcer, guard, log, methods, level }: ProveDeps): Prove {
  /** Counts it towards the limit of the passkey that approved it. */
  async function charge(recovery: Recovery): Promise<void> {
    const approval = approvalOf(recovery)
    if (!approval) return
    try {
      await guard.recoveryDone(approval.credentialId)
    } catch (error) {
      if (!(error instanceof StoreAway)) throw error
      log.warn(
        { recoveryId: recovery.id },
        'A recovery is done, but the limiter is away and did not count it.',
      )
    }
  }

  return async ({ id, accountId, recoveryId }, where, beginning) => {
    const proven = await ledger.prove(
      id,
      { ...LIMITS, level },
      {
        action: 'recovery-proven',
        accountId,
        credentialId: id,
        ...(recoveryId && { recoveryId }),
        ...where,
      },
      beginning,
    )
    if (!proven || proven === 'counter-went-back') return proven
    const { recovery, endedSessions } = proven
    announcer.sessionsEnded(endedSessions)
    announcer.accountChanged(accountId)
    const method = methods.find(({ id }) => id === recovery.method)
    await Promise.all([method?.proven(recovery), charge(recovery)])
    return proven
  }
}
