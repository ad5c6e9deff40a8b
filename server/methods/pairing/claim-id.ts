import { randomBytes } from 'node:crypto'
import type { ClaimId, PairingId } from '../../../shared/ids.ts'

/** Characters of a pairing's id, and of the 128 random bits that only the holder of a claim knows. */
const HALF = 22

/** A new claim: whoever brings it back needs no index to find its pairing. */
export function newClaimId(pairing: PairingId): ClaimId {
  return (pairing + randomBytes(16).toString('base64url')) as ClaimId
}

/** The pairing that a claim is of; whether it is one, and still is, the record says. */
export function pairingOfClaim(claim: ClaimId): PairingId {
  return claim.slice(0, HALF) as PairingId
}
