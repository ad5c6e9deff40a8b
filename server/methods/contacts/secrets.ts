import { createHash, randomBytes, randomInt } from 'node:crypto'
import { VOUCH_CODE_DIGITS } from '../../../shared/contacts.ts'
import { type Keys, mac } from '../../secrets/keys.ts'

/** A new secret of a link: 128 random bits, base64url. */
export function newSecret(): string {
  return randomBytes(16).toString('base64url')
}

/** What is kept of a secret, and names the request: 128 bits of its hash. It is random, so it needs no salt. */
export function idOf(secret: string): string {
  return createHash('sha256')
    .update(`rekey vouch link ${secret}`)
    .digest()
    .subarray(0, 16)
    .toString('base64url') // [F12]
}

/** A new code. */
export function newCode(): string {
  return String(randomInt(10 ** VOUCH_CODE_DIGITS)).padStart(VOUCH_CODE_DIGITS, '0')
}

/** What is kept of a code. Keyed, because anybody who reads the table could try all codes. */
export function hashCode(ring: Keys['current'], id: string, code: string): string {
  return mac(ring.key('vouch code'), [id, code]).toString('base64url') // [F12]
}
