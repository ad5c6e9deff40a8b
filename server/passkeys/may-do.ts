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
  'administer',
] as const

export type Deed = (typeof DEEDS)[number]

/**
 * The one judgement over what a passkey may do: `true`, or why not. On probation it signs in and does
 * nothing that outlives the undo. An `unproven` one is for RecoveryLedger.prove alone. Its owner learns the
 * reason only after the signature was verified.
 */
export function mayDo(
  { status, onProbation }: Pick<Credential, 'status' | 'onProbation'>,
  deed: Deed,
): true | ErrorCode {
  switch (status) {
    case 'removed':
    case 'unproven':
      return 'passkey_unknown'
    case 'suspended':
    case 'frozen':
      return 'passkey_suspended'
    case 'active':
      if (onProbation && deed !== 'sign-in') return 'on_probation' // [A1]
      return true
    default:
      return status satisfies never
  }
}

/**
 * The same for a session that acts without a step-up: it may do what the passkey may that began it. Only the
 * session that removed its own passkey, by a step-up with a better one, outlives it, and stands by itself.
 */
export function sessionMayDo(
  began: Pick<Credential, 'status' | 'onProbation'> | null,
  deed: Deed,
): true | ErrorCode {
  return began === null || began.status === 'removed' || mayDo(began, deed)
}

/** What came by a recovery, or the recovery itself. */
type Dated = Pick<Credential, 'createdAt' | 'pairingId'>

/**
 * Whether a passkey may change one that stood before: remove it, retire it by an approval, restore it, freeze
 * what it came by. As long as a recovery can be undone, what came by it changes nothing older than it: the
 * older passkeys are what undoes it. In the same millisecond counts as older.
 */
export function mayChange(
  { undoableSince, pairingId }: Pick<Credential, 'undoableSince' | 'pairingId'>,
  changed: Dated,
): true | ErrorCode {
  if (undoableSince === null || changed.pairingId === pairingId) return true
  if (changed.createdAt <= undoableSince) return 'too_new' // [A32]
  return true
}
