import type { ErrorCode } from '../../shared/errors.ts'
import type { Credential } from './credential.ts'

/**
 * What a passkey, or a session that it began, can be used for. `step-up` covers every action that a step-up
 * is made for. Only `sign-in` leaves nothing behind that an undo would have to find.
 */
export const DEEDS = [
  'sign-in',
  'step-up',
  'approve',
  'add-passkey',
  'rename-passkey',
  'end-sessions',
] as const

export type Deed = (typeof DEEDS)[number]

/**
 * The one judgement over what a passkey may do at a time (milliseconds since 1970): `true`, or why not.
 * On probation it signs in and does nothing that outlives the undo. An `unproven` one is for
 * RecoveryLedger.prove alone. Its owner learns the reason only after the signature was verified.
 */
export function mayDo(
  credential: Pick<Credential, 'status' | 'probationUntil'>,
  deed: Deed,
  now: number,
): true | ErrorCode {
  switch (credential.status) {
    case 'removed':
    case 'unproven':
      return 'passkey_unknown'
    case 'suspended':
    case 'frozen':
      return 'passkey_suspended'
    case 'active':
      if (deed !== 'sign-in' && isOnProbation(credential, now)) return 'on_probation' // [A1]
      return true
    default:
      return credential.status satisfies never
  }
}

/** Whether a recovery brought this passkey so recently that its undo must still be able to find everything. */
export function isOnProbation({ probationUntil }: Pick<Credential, 'probationUntil'>, now: number): boolean {
  return probationUntil !== null && now < probationUntil
}
