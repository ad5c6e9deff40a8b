import { useCallback, useState } from 'preact/hooks'
import type { RequestOffer } from '../../shared/api.ts'
import { errorWords } from '../messages/errors.ts'
import type { Words } from '../messages/words.ts'
import { goTo } from '../ui/go-to.ts'
import { CEREMONY_LIVES_MS } from '../webauthn/challenge-lives.ts'
import { getPasskey } from '../webauthn/get-passkey.ts'
import { ceremonyWords } from '../webauthn/messages.ts'
import { signalUnknownPasskey } from '../webauthn/signals.ts'
import { useKeptFresh, useOffer } from '../webauthn/use-offer.ts'
import { post } from '../wire/http.ts'
import { site } from '../wire/site.ts'
import { useAutofill } from './use-autofill.ts'

type Assertion = Awaited<ReturnType<typeof getPasskey>>

interface SignInState {
  readonly busy: boolean
  readonly words: Words | null
  /** Opens the browser's passkey window; call it in a press. */
  readonly begin: () => Promise<void>
}

const fetchOffer = () => post('/api/sign-in/options', {})

/** Signing in by the button and, meanwhile, by autofill, which waits while `paused`. Both end in the same way. */
export function useSignIn(returnTo: string | null, paused: boolean): SignInState {
  const [busy, setBusy] = useState(false)
  const [words, setWords] = useState<Words | null>(null)
  const offer = useOffer(fetchOffer, CEREMONY_LIVES_MS)
  useKeptFresh(offer)

  const finish = useCallback(
    async ({ challengeId }: RequestOffer, asserted: Assertion) => {
      if (!asserted.ok) return ceremonyWords[asserted.failure]
      const assertion = asserted.credential
      const session = await post('/api/sign-in', { challengeId, assertion, ...(returnTo && { returnTo }) })
      if (session.ok) {
        goTo(session.body.next)
        return null
      }
      if (session.error.code === 'passkey_unknown') void signalUnknownPasskey(site.rpId, assertion.id)
      return errorWords(session.error)
    },
    [returnTo],
  )

  /** Shows a refusal. After a success the browser is leaving, and the button stays busy until it has left. */
  const settle = useCallback((refusal: Words | null) => {
    setWords(refusal)
    setBusy(refusal === null)
  }, [])

  useAutofill(!busy && !paused, async (fetched, assertion) => {
    setBusy(true)
    setWords(null)
    settle(await finish(fetched, assertion))
  })

  const begin = useCallback(async () => {
    if (busy) return
    setBusy(true)
    setWords(null)
    const taken = await offer.take()
    if (!taken.ok) return settle(errorWords(taken.error))
    settle(await finish(taken.body, await getPasskey(taken.body.options)))
  }, [busy, offer.take, finish, settle])
  return { busy, words, begin }
}
