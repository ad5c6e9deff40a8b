import type { Credential, NewCredential } from '../../server/passkeys/credential.ts'

/** How the first passkey of an account stands that nobody has used since, beside what its ceremony yielded. */
export const AS_ADDED: Omit<Credential, keyof NewCredential | 'createdAt'> = {
  status: 'active',
  lastUsedAt: null,
  probationUntil: null,
  onProbation: false,
  recoveryId: null,
  undoableSince: null,
  undoableUntil: null,
  outweighs: false,
  calledOut: false,
  halted: null,
  grantedSince: false,
  broughtBy: null,
  suspendedBy: null,
  suspendedAt: null,
  leavesAt: null,
}
