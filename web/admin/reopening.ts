import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { StepUpAction } from '../../shared/step-up.ts'
import { useTask } from '../ui/use-task.ts'
import { useKeptFresh } from '../webauthn/use-offer.ts'
import { type StepUp, useStepUp } from '../webauthn/use-step-up.ts'
import { post } from '../wire/http.ts'
import { caseWords } from './messages/cases.ts'

/** While the console is shut over a dialog that stays: tries to open it again. Null while it is open. */
export const Reopening = createContext<(() => void) | null>(null)

/** The step-up that opens the console. `onOpen`: what is to be done then; null while it need not be opened. */
export function useEnter(onOpen: (() => void) | null) {
  const { busy, words, run } = useTask()
  const stepUp = useStepUp({ do: 'enter-admin' })
  useKeptFresh(stepUp, onOpen !== null && !busy)
  const attempt = () => stepUp.confirm((asserted) => post('/api/admin/enter', { stepUp: asserted }))
  return { busy, words, enter: () => void run(attempt, () => onOpen?.()) }
}

/** The step-up of a dialog about a case, kept fresh while it is wanted and the console is open. */
export function useCaseStepUp(action: StepUpAction, wanted: boolean, wordsOf = caseWords): StepUp {
  const stepUp = useStepUp(action, wordsOf)
  const isOpen = useContext(Reopening) === null
  useKeptFresh(stepUp, wanted && isOpen)
  return stepUp
}
