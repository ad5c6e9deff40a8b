import type { CredentialId } from '../../../../shared/ids.ts'
import { StoreAway } from '../../../errors/store-away.ts'
import type { Credential } from '../../../passkeys/credential.ts'
import { PROBATION_MS, UNDO_MS } from '../../../recovery/lifetimes.ts'
import type { Proven } from '../../../recovery/recovery-ledger.ts'
import { decide } from '../decide.ts'
import type { PairingDeps } from '../deps.ts'

interface ProvingDevice {
  readonly device: string
  readonly network: string
}

/**
 * The first ordinary sign-in with a replacement passkey: SQL makes it active and suspends the retired one.
 * The pairing's record follows; it may be gone or out of reach by then, which changes nothing.
 */
export async function prove(
  deps: PairingDeps,
  credential: Credential,
  where: ProvingDevice,
): Promise<Proven | null> {
  const proven = await deps.ledger.prove(
    credential.id,
    { proofMs: deps.lives.proof, probationMs: PROBATION_MS, undoMs: UNDO_MS },
    {
      action: 'replacement-proven',
      accountId: credential.accountId,
      credentialId: credential.id,
      ...(credential.pairingId && { pairingId: credential.pairingId }),
      ...where,
    },
  )
  if (!proven) return null
  deps.announcer.sessionsEnded(proven.endedSessions)
  deps.announcer.accountChanged(credential.accountId)
  await finishRecord(deps, credential, proven.recovery.approvingCredentialId)
  return proven
}

async function finishRecord(
  deps: PairingDeps,
  { id, pairingId }: Credential,
  approving: CredentialId,
): Promise<void> {
  if (!pairingId) return
  try {
    const registered = await decide(deps, pairingId, { type: 'registered', credentialId: id })
    if (registered) await decide(deps, registered, { type: 'prove' })
    await deps.guard.recoveryDone(approving)
  } catch (error) {
    if (!(error instanceof StoreAway)) throw error
    deps.log.warn({ pairingId }, 'A recovery is done in SQL, but the pairing store is away and was not told.')
  }
}
