import type { PageKey } from '../../../../shared/ids.ts'
import { toBase64url } from '../../../wire/base64url.ts'

/** The key that identifies this page. It is in memory only, and its private half cannot be exported. */
export interface PageKeyPair {
  readonly publicKey: PageKey
  /** ECDSA with SHA-256, IEEE P1363 form, base64url. */
  readonly sign: (message: Uint8Array<ArrayBuffer>) => Promise<string>
}

const P256 = { name: 'ECDSA', namedCurve: 'P-256' } as const

/** Makes a new page key. There is one for each opening. */
export async function makePageKey(): Promise<PageKeyPair> {
  const pair = await crypto.subtle.generateKey(P256, false, ['sign'])
  const point = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey))
  return {
    publicKey: toBase64url(point) as PageKey,
    async sign(message) {
      const signature = await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, pair.privateKey, message)
      return toBase64url(new Uint8Array(signature))
    },
  }
}
