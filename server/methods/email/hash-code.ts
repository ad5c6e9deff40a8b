import { type Keys, mac } from '../../secrets/keys.ts'

/** What is kept of a code. Keyed, because anybody who reads the table could try all codes. */
export function hashCode(ring: Keys['current'], id: string, code: string): string {
  return mac(ring.key('mailed code'), [id, code]).toString('base64url') // [E3]
}
