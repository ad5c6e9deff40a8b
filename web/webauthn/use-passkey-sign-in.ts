import { useCallback } from 'preact/hooks'
import type { SignedIn } from '../../shared/api.ts'
import { errorWords } from '../messages/errors.ts'
import type { Words } from '../messages/words.ts'
import { post } from '../wire/http.ts'
import { site } from '../wire/site.ts'
import { CEREMONY_LIVES_MS } from './challenge-lives.ts'
import { getPasskey } from './get-passkey.ts'
import { ceremonyWords } from './messages.ts'
import { signalUnknownPasskey } from './signals.ts'
import { useOffer } from './use-offer.ts'

type SignInResult =
  | { readonly ok: true; readonly body: SignedIn }
  | { readonly ok: false; readonly words: Words }

interface PasskeySignIn {
  /** Fetches the challenge before the press that needs it. */
  readonly prepare: () => void
  /** Opens the browser's passkey window and signs in, without leaving the page; call it in a press. */
  readonly signIn: () => Promise<SignInResult>
}

interface How {
  /** Ask for a passkey on a phone nearby first. */
  readonly hybrid?: boolean
  /** Let the sign-in count as the step-up for adding a passkey here. */
  readonly thenAdd?: boolean
}

/** Signing in by passkey as one step of a page. */
export function usePasskeySignIn({ hybrid = false, thenAdd = false }: How = {}): PasskeySignIn {
  const fetchOffer = useCallback(() => post('/api/sign-in/options', { hybrid }), [hybrid])
  const { prepare, take } = useOffer(fetchOffer, CEREMONY_LIVES_MS)
  const signIn = useCallback(async (): Promise<SignInResult> => {
    const offer = await take()
    if (!offer.ok) return { ok: false, words: errorWords(offer.error) }
    const asserted = await getPasskey(offer.body.options)
    if (!asserted.ok) return { ok: false, words: ceremonyWords[asserted.failure] }
    const assertion = asserted.credential
    const answer = await post('/api/sign-in', { challengeId: offer.body.challengeId, assertion, thenAdd })
    if (answer.ok) return answer
    if (answer.error.code === 'passkey_unknown') void signalUnknownPasskey(site.rpId, assertion.id)
    return { ok: false, words: errorWords(answer.error) }
  }, [take, thenAdd])
  return { prepare, signIn }
}
