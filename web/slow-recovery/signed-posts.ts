import type { AllPosts } from '../../shared/all-posts.ts'
import { type SignedPath, slowRecoveryMessage } from '../../shared/slow-recovery.ts'
import { toBase64url } from '../wire/base64url.ts'
import { post } from '../wire/http.ts'
import type { PageErrorCode, Result } from '../wire/page-error.ts'
import type { PageKeyPair } from '../wire/page-key.ts'

/** Posts a body that is signed with the page key. Never throws. */
export type SignedPosts = <Path extends SignedPath>(
  path: Path,
  body: object,
) => Promise<Result<AllPosts[Path][1]>>

/** The nonce did not work, and nothing else was looked at: a server that restarts may forget it. */
const WITHOUT_NONCE: ReadonlySet<PageErrorCode> = new Set<PageErrorCode>([
  'ceremony_expired',
  'signature_invalid',
])

/** Signs each post with this page key, for one nonce and this origin; and once more if the nonce did not work. */
export function createSignedPosts(key: PageKeyPair, origin: string): SignedPosts {
  const { publicKey: pageKey } = key
  async function sendOnce(path: SignedPath, text: string, bodyHash: string): Promise<Result<unknown>> {
    const given = await post('/api/recovery/nonce', { pageKey })
    if (!given.ok) return given
    const { nonce } = given.body
    const signature = await key.sign(slowRecoveryMessage({ path, origin, nonce, bodyHash }))
    return post(path, { pageKey, nonce, body: text, signature })
  }
  return async <Path extends SignedPath>(path: Path, body: object) => {
    const text = JSON.stringify(body)
    const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
    const bodyHash = toBase64url(new Uint8Array(digest))
    const answer = await sendOnce(path, text, bodyHash)
    const again = !answer.ok && WITHOUT_NONCE.has(answer.error.code)
    return (again ? await sendOnce(path, text, bodyHash) : answer) as Result<AllPosts[Path][1]>
  }
}
