import { createPublicKey, type JsonWebKey } from 'node:crypto'
import { cose, decodeCredentialPublicKey } from '@simplewebauthn/server/helpers'

/** The least size of an RSA key, in bits. Authenticators make no smaller ones. */
const SHORTEST_RSA = 2_048

/**
 * Whether a COSE key can verify anything: its numbers are complete, and its point is on the curve. The package would
 * also store a truncated key, and its owner could never sign in. Throws if it cannot be read.
 */
export function isWholeKey(coseKey: Uint8Array): boolean {
  const key = jwkOf(coseKey)
  if (!key) return false
  try {
    const { asymmetricKeyDetails } = createPublicKey({ key, format: 'jwk' })
    const { modulusLength = SHORTEST_RSA } = asymmetricKeyDetails ?? {}
    return modulusLength >= SHORTEST_RSA
  } catch {
    return false
  }
}

/** The key as a JWK (RFC 7517), for the algorithms that we offer. Null for any other. */
function jwkOf(coseKey: Uint8Array): JsonWebKey | null {
  const key = decodeCredentialPublicKey(new Uint8Array(coseKey))
  if (cose.isCOSEPublicKeyEC2(key)) {
    return { kty: 'EC', crv: 'P-256', x: text(key.get(-2)), y: text(key.get(-3)) }
  }
  if (cose.isCOSEPublicKeyOKP(key)) return { kty: 'OKP', crv: 'Ed25519', x: text(key.get(-2)) }
  if (cose.isCOSEPublicKeyRSA(key)) return { kty: 'RSA', n: text(key.get(-1)), e: text(key.get(-2)) }
  return null
}

function text(bytes: unknown): string {
  return bytes instanceof Uint8Array ? Buffer.from(bytes).toString('base64url') : ''
}
