import type { EndCause } from '../../../shared/end-causes.ts'
import { PAIRING_END_CAUSES, type PairingEndCause } from '../../../shared/pairing.ts'

/** The cause that SQL has for the end of a pairing. One that a pairing does not know, or none, is a registration that failed. */
export function pairingCause(cause: EndCause | null): PairingEndCause {
  return PAIRING_END_CAUSES.find((one) => one === cause) ?? 'registration-failed'
}
