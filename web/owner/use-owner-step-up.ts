import { createContext } from 'preact'
import { useCallback, useContext } from 'preact/hooks'
import type { StepUpAction } from '../../shared/step-up.ts'
import { errorWords } from '../messages/errors.ts'
import type { Words } from '../messages/words.ts'
import { type StepUp, useStepUp } from '../webauthn/use-step-up.ts'
import type { PageError } from '../wire/page-error.ts'
import { tooNewWords } from './messages.ts'

/** Until when the passkey of this session is too new to change older ones. Null if it may. */
export const YoungUntil = createContext<number | null>(null)

/** A step-up on the account page. If the passkey is too new, the refusal says until when. */
export function useOwnerStepUp(
  action: StepUpAction,
  otherWords: (error: PageError) => Words = errorWords,
): StepUp {
  const until = useContext(YoungUntil)
  const wordsOf = useCallback(
    (error: PageError) =>
      error.code === 'too_new' && until !== null ? tooNewWords(until) : otherWords(error),
    [until, otherWords],
  )
  return useStepUp(action, wordsOf)
}
