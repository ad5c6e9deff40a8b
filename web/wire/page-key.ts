import type { PageKey } from '../../shared/ids.ts'
import { toBase64url } from './base64url.ts'

/** A key that identifies a page. Its private half cannot be exported. */
export interface PageKeyPair {
  readonly publicKey: PageKey
  /** ECDSA with SHA-256, IEEE P1363 form, base64url. */
  readonly sign: (message: Uint8Array<ArrayBuffer>) => Promise<string>
}

const P256 = { name: 'ECDSA', namedCurve: 'P-256' } as const

/** Makes the two halves of a page key. The browser can store them, and never gives out the private one. */
export function makePagePair(): Promise<CryptoKeyPair> {
  return crypto.subtle.generateKey(P256, false, ['sign'])
}

/** The page key of these two halves. */
export async function pageKeyOf({ publicKey, privateKey }: CryptoKeyPair): Promise<PageKeyPair> {
  const point = new Uint8Array(await crypto.subtle.exportKey('raw', publicKey))
  return {
    publicKey: toBase64url(point) as PageKey,
    async sign(message) {
      const signature = await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, privateKey, message)
      return toBase64url(new Uint8Array(signature))
    },
  }
}

/** Makes a page key that is in memory only. */
export async function makePageKey(): Promise<PageKeyPair> {
  return pageKeyOf(await makePagePair())
}
