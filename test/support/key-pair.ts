import { createPublicKey, generateKeyPairSync, type JsonWebKey, type KeyObject } from 'node:crypto'

export interface P256Pair {
  readonly privateKey: KeyObject
  /** The public key as an uncompressed point of 65 bytes (SEC 1, section 2.3.3). */
  readonly point: Buffer
}

export function newP256(): P256Pair {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  // RFC 5480, section 2.2: the point is the last thing in it.
  return { privateKey, point: publicKey.export({ format: 'der', type: 'spki' }).subarray(-65) }
}

/**
 * The JWK of a key that this process has generated. Node 20 stands still for good when it collects the job that
 * made a key while it exports that key as JWK: both want the lock of the key. Read anew, the key is another one.
 */
export function jwkOf(publicKey: KeyObject): JsonWebKey {
  const key = publicKey.export({ format: 'der', type: 'spki' })
  return createPublicKey({ key, format: 'der', type: 'spki' }).export({ format: 'jwk' })
}
