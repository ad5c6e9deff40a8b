import type { Announcer } from '../events/announcer.ts'
import type { Credential } from '../passkeys/credential.ts'
import type { SessionBeginning } from '../sessions/session-store.ts'
import { PROBATION_MS, UNAPPROVED_PROBATION_MS, UNDO_MS, UNPROVEN_MS } from './lifetimes.ts'
import type { RecoveryMethod } from './method.ts'
import type { Proven, ProvingLimits, RecoveryLedger } from './recovery-ledger.ts'

const LIMITS: ProvingLimits = {
  unprovenMs: UNPROVEN_MS,
  probationMs: PROBATION_MS,
  unapprovedProbationMs: UNAPPROVED_PROBATION_MS,
  undoMs: UNDO_MS,
}

/** What createProve needs. */
export interface ProveDeps {
  readonly ledger: Pick<RecoveryLedger, 'prove'>
  readonly announcer: Announcer
  readonly methods: readonly Pick<RecoveryMethod, 'id' | 'proven'>[]
}

/** Makes an unproven passkey active, and begins the session of that sign-in. Null if its time is over. */
export type Prove = (
  credential: Credential,
  where: { readonly device: string; readonly network: string },
  beginning?: SessionBeginning,
) => Promise<Proven | null>

/**
 * The first ordinary sign-in with a new passkey proves it. SQL makes it active and suspends the retired one. Then
 * the method that it came by is told, which changes nothing in the outcome.
 */
export function createProve({ ledger, announcer, methods }: ProveDeps): Prove {
  return async ({ id, accountId, recoveryId }, where, beginning) => {
    const proven = await ledger.prove(
      id,
      LIMITS,
      {
        action: 'recovery-proven',
        accountId,
        credentialId: id,
        ...(recoveryId && { recoveryId }),
        ...where,
      },
      beginning,
    )
    if (!proven) return null
    const { recovery, endedSessions } = proven
    announcer.sessionsEnded(endedSessions)
    announcer.accountChanged(accountId)
    await methods.find((method) => method.id === recovery.method)?.proven(recovery)
    return proven
  }
}
