import { useCallback } from 'preact/hooks'
import type { Asserted } from '../../shared/api.ts'
import type { StepUpAction } from '../../shared/step-up.ts'
import { errorWords } from '../messages/errors.ts'
import type { Words } from '../messages/words.ts'
import { post } from '../wire/http.ts'
import type { PageError, Result } from '../wire/page-error.ts'
import { STEP_UP_LIVES_MS } from './challenge-lives.ts'
import { getPasskey } from './get-passkey.ts'
import { ceremonyWords } from './messages.ts'
import { useOffer } from './use-offer.ts'

export interface StepUp {
  /** Fetches the challenge before the press that needs it. */
  readonly prepare: () => void
  /** Asks for a passkey for this one action, then acts. Null if it was done, else why not. */
  readonly confirm: <Body>(act: (stepUp: Asserted) => Promise<Result<Body>>) => Promise<Words | null>
}

/** A new assertion with user verification, for one stated action. `wordsOf` gives the words of a refusal. */
export function useStepUp(action: StepUpAction, wordsOf: (error: PageError) => Words = errorWords): StepUp {
  const stated = JSON.stringify(action)
  const fetchOffer = useCallback(() => post('/api/step-up', { action: JSON.parse(stated) }), [stated])
  const { prepare, take } = useOffer(fetchOffer, STEP_UP_LIVES_MS)
  const confirm = useCallback(
    async <Body>(act: (stepUp: Asserted) => Promise<Result<Body>>) => {
      const offer = await take()
      if (!offer.ok) return wordsOf(offer.error)
      const asserted = await getPasskey(offer.body.options)
      if (!asserted.ok) return ceremonyWords[asserted.failure]
      const done = await act({ challengeId: offer.body.challengeId, assertion: asserted.credential })
      return done.ok ? null : wordsOf(done.error)
    },
    [take, wordsOf],
  )
  return { prepare, confirm }
}
