import type { Proof } from './recovery.ts'

/** Whether the proofs of a recovery are enough to register a passkey. */
export type Policy = (proofs: readonly Pick<Proof, 'approval'>[]) => boolean

/** They are if a passkey of the account approved. */
export const areEnough: Policy = (proofs) => proofs.some(({ approval }) => approval !== null)
