import type { RecoveryRow } from '../../shared/api.ts'
import type { CredentialId } from '../../shared/ids.ts'
import type { Credential } from '../passkeys/credential.ts'
import type { Recovery } from '../recovery/recovery.ts'
import type { Session } from '../sessions/session.ts'

/** The recoveries that an owner should hear of, with the names of the passkeys in them. */
export function recoveryRows(
  recoveries: readonly Recovery[],
  passkeys: readonly Credential[],
  session: Session,
): readonly RecoveryRow[] {
  const named = (id: CredentialId) => ({
    id,
    name: passkeys.find((passkey) => passkey.id === id)?.name ?? '',
  })
  return recoveries.flatMap(({ state, credentialId, doneAt, undoUntil, ...recovery }) =>
    (state === 'done' || state === 'frozen') && credentialId !== null && doneAt !== null && undoUntil !== null
      ? {
          pairingId: recovery.pairingId,
          state,
          ...recovery.requester,
          doneAt,
          undoUntil,
          retired: recovery.retiredId && named(recovery.retiredId),
          added: named(credentialId),
          own: session.credentialId === credentialId,
        }
      : [],
  )
}
