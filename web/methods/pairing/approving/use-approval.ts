import { useCallback } from 'preact/hooks'
import type { ApprovalChoice } from '../../../../shared/protocol.ts'
import { errorWords, refusalWords } from '../../../messages/errors.ts'
import type { Words } from '../../../messages/words.ts'
import { useTask } from '../../../ui/use-task.ts'
import { STEP_UP_LIVES_MS } from '../../../webauthn/challenge-lives.ts'
import { getPasskey } from '../../../webauthn/get-passkey.ts'
import { ceremonyWords } from '../../../webauthn/messages.ts'
import { useKeptFresh, useOffer } from '../../../webauthn/use-offer.ts'
import type { ShownClaim } from './approve-state.ts'
import type { ApprovingDevice } from './approving-device.ts'

interface Approval {
  readonly busy: boolean
  readonly words: Words | null
  /** Opens the passkey window at once. Call it in a press. */
  readonly approve: () => void
}

/**
 * The step-up for this choice. Its challenge is in the transcript, so another choice needs another challenge. It is
 * fetched ahead at every change, and renewed while the dialog is visible.
 */
export function useApproval({ view }: ShownClaim, choice: ApprovalChoice, device: ApprovingDevice): Approval {
  const { viewVersion } = view
  // A new view changes the transcript, so it needs new options too.
  const fetchOptions = useCallback(
    () => device.send('approve-options', { choice }),
    [device, choice, viewVersion],
  )
  const offer = useOffer(fetchOptions, STEP_UP_LIVES_MS)
  const { busy, words, run } = useTask()
  useKeptFresh(offer, !busy)

  async function attempt(): Promise<Words | null> {
    const taken = await offer.take()
    if (!taken.ok) return errorWords(taken.error)
    const asserted = await getPasskey(taken.body.options)
    if (!asserted.ok) return ceremonyWords[asserted.failure]
    const { challengeId } = taken.body
    const answer = await device.send('approve', {
      viewVersion,
      choice,
      challengeId,
      assertion: asserted.credential,
    })
    return refusalWords(answer)
  }

  return { busy, words, approve: () => void run(attempt) }
}
