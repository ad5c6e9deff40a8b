import { useState } from 'preact/hooks'
import type { ChangesStopped } from '../../shared/outcomes.ts'
import { errorWords } from '../messages/errors.ts'
import type { Words } from '../messages/words.ts'
import { useTask } from '../ui/use-task.ts'
import { CEREMONY_LIVES_MS } from '../webauthn/challenge-lives.ts'
import { getPasskey } from '../webauthn/get-passkey.ts'
import { ceremonyWords } from '../webauthn/messages.ts'
import { useOffer } from '../webauthn/use-offer.ts'
import { post } from '../wire/http.ts'
import { stopRefusalWords } from './messages/refusals.ts'

export interface StopChanges {
  readonly busy: boolean
  /** Why the last try did not work. */
  readonly words: Words | null
  /** What the last try stopped. Null before one worked. */
  readonly stopped: ChangesStopped | null
  /** Fetches the challenge before the press that needs it. */
  readonly prepare: () => void
  /** Opens the browser's passkey window and stops; call it in a press. */
  readonly stop: () => void
  /** Forgets what was stopped, for another try. */
  readonly reset: () => void
}

const fetchOffer = () => post('/api/freeze/options', {})

/** Stops what newer passkeys did, by one assertion. It needs no session and begins none. */
export function useStopChanges(): StopChanges {
  const [stopped, setStopped] = useState<ChangesStopped | null>(null)
  const { prepare, take } = useOffer(fetchOffer, CEREMONY_LIVES_MS)
  const { busy, words, run } = useTask()
  async function attempt(): Promise<Words | null> {
    const offer = await take()
    if (!offer.ok) return errorWords(offer.error)
    const { challengeId, options } = offer.body
    const asserted = await getPasskey(options)
    if (!asserted.ok) return ceremonyWords[asserted.failure]
    const answer = await post('/api/freeze', { challengeId, assertion: asserted.credential })
    if (!answer.ok) return stopRefusalWords(answer.error)
    setStopped(answer.body)
    return null
  }
  const stop = () => void run(attempt)
  return { busy, words, stopped, prepare, stop, reset: () => setStopped(null) }
}
