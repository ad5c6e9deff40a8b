import { createHash, createPublicKey, type KeyObject, verify } from 'node:crypto'
import type { PageKey } from '../../shared/ids.ts'

/** SHA-256 of a body as it was sent, base64url. */
export function hashBody(body: string): string {
  return createHash('sha256').update(body).digest('base64url')
}

/** Whether this page key signed this message (ECDSA P-256, SHA-256, IEEE P1363). */
export function isSignedBy(key: KeyObject | null, message: Uint8Array, signature: string): boolean {
  const bytes = Buffer.from(signature, 'base64url')
  return (
    key !== null &&
    bytes.length === 64 &&
    verify('sha256', message, { key, dsaEncoding: 'ieee-p1363' }, bytes) // [P22] [R41]
  )
}

/** For `isSignedBy`; null if the text is no point of P-256. Reading it takes as long as checking a signature. */
export function readPageKey(pageKey: PageKey): KeyObject | null {
  const point = Buffer.from(pageKey, 'base64url')
  if (point.length !== 65 || point[0] !== 4) return null
  const x = point.subarray(1, 33).toString('base64url')
  const y = point.subarray(33).toString('base64url')
  try {
    return createPublicKey({ key: { kty: 'EC', crv: 'P-256', x, y }, format: 'jwk' })
  } catch {
    return null
  }
}
