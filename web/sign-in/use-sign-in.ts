import { useCallback, useState } from 'preact/hooks'
import type { CreationOffer, RequestOffer, SignedIn } from '../../shared/api.ts'
import { errorWords } from '../messages/errors.ts'
import type { Words } from '../messages/words.ts'
import { goTo } from '../ui/go-to.ts'
import { CEREMONY_LIVES_MS } from '../webauthn/challenge-lives.ts'
import { getPasskey, isFromElsewhere } from '../webauthn/get-passkey.ts'
import { ceremonyWords } from '../webauthn/messages.ts'
import { signalUnknownPasskey } from '../webauthn/signals.ts'
import { useKeptFresh, useOffer } from '../webauthn/use-offer.ts'
import { post } from '../wire/http.ts'
import { site } from '../wire/site.ts'
import { mayAskHere } from './ask-here.ts'
import { useAutofill } from './use-autofill.ts'

type Assertion = Awaited<ReturnType<typeof getPasskey>>

interface SignInState {
  readonly busy: boolean
  readonly words: Words | null
  /** Opens the browser's passkey window; call it in a press. */
  readonly begin: () => Promise<void>
}

/** A sign-in with a passkey from elsewhere, which allows one on this device. */
export interface SignedInFromElsewhere extends SignedIn {
  readonly add: CreationOffer
}

const fetchOffer = () => post('/api/sign-in/options', {})

/**
 * Signing in by the button and, meanwhile, by autofill, which waits while `paused`. Both end in the same way: they lead
 * on, or to `fromElsewhere`.
 */
export function useSignIn(
  returnTo: string | null,
  paused: boolean,
  fromElsewhere: (signedIn: SignedInFromElsewhere) => void,
): SignInState {
  const [busy, setBusy] = useState(false)
  const [words, setWords] = useState<Words | null>(null)
  const offer = useOffer(fetchOffer, CEREMONY_LIVES_MS)
  useKeptFresh(offer)

  const finish = useCallback(
    async ({ challengeId }: RequestOffer, asserted: Assertion) => {
      if (!asserted.ok) return ceremonyWords[asserted.failure]
      const assertion = asserted.credential
      const thenAdd = isFromElsewhere(assertion) && (await mayAskHere())
      const wish = { ...(returnTo && { returnTo }), ...(thenAdd && { thenAdd }) }
      const session = await post('/api/sign-in', { challengeId, assertion, ...wish })
      if (session.ok) {
        const { body } = session
        if (body.add) fromElsewhere({ ...body, add: body.add })
        else goTo(body.next)
        return null
      }
      if (session.error.code === 'passkey_unknown') void signalUnknownPasskey(site.rpId, assertion.id)
      return errorWords(session.error)
    },
    [returnTo, fromElsewhere],
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
