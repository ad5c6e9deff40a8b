import { randomBytes } from 'node:crypto'
import type { ClaimId, PairingId } from '../../../shared/ids.ts'

/**
 * The length of a pairing's id in characters. The 128 random bits that only the holder of a claim knows have the
 * same length.
 */
const HALF = 22

/** Makes the id of a new claim. It begins with the pairing's id, so no index is needed to find the pairing. */
export function newClaimId(pairing: PairingId): ClaimId {
  return (pairing + randomBytes(16).toString('base64url')) as ClaimId
}

/** The pairing's id out of a claim's id. Only the record says whether there is such a claim. */
export function pairingOfClaim(claim: ClaimId): PairingId {
  return claim.slice(0, HALF) as PairingId
}
