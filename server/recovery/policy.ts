import type { Proof } from './recovery.ts'

/**
 * Whether the proofs of a recovery are enough to register a passkey. They are if a passkey of the account approved.
 */
export function areEnough(proofs: readonly Pick<Proof, 'approval'>[]): boolean {
  return proofs.some(({ approval }) => approval !== null)
}
