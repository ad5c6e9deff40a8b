import type { ComponentChildren } from 'preact'
import type { Asserted } from '../../shared/api.ts'
import type { StepUpAction } from '../../shared/step-up.ts'
import type { Words } from '../messages/words.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Refusal } from '../ui/refusal.tsx'
import { useTask } from '../ui/use-task.ts'
import { useKeptFresh } from '../webauthn/use-offer.ts'
import type { PageError, Result } from '../wire/page-error.ts'
import { useOwnerStepUp } from './use-owner-step-up.ts'

interface StepUpDialogProps<Body> {
  readonly title: string
  readonly action: StepUpAction
  readonly act: (stepUp: Asserted) => Promise<Result<Body>>
  /** Where some refusals mean something else. */
  readonly wordsOf?: (error: PageError) => Words
  readonly onDone: (body: Body) => void
  readonly onClose: () => void
  /** The safe answer, which has the focus, and the other one. */
  readonly answers: { readonly no: string; readonly yes: string }
  readonly children: ComponentChildren
}

/** Says what will happen, and asks for a passkey before it does. */
export function StepUpDialog<Body>(props: StepUpDialogProps<Body>) {
  const { title, action, act, wordsOf, onDone, onClose, answers, children } = props
  const { busy, words, run } = useTask()
  const stepUp = useOwnerStepUp(action, wordsOf)
  useKeptFresh(stepUp, !busy)
  const attempt = () =>
    stepUp.confirm(async (asserted) => {
      const answer = await act(asserted)
      if (answer.ok) onDone(answer.body)
      return answer
    })
  const actions = (
    <>
      <Button kind="secondary" autoFocus onPress={onClose}>
        {answers.no}
      </Button>
      <Button kind="danger" busy={busy} onPress={() => run(attempt)}>
        {answers.yes}
      </Button>
    </>
  )
  return (
    <Dialog title={title} onClose={onClose} actions={actions}>
      {children}
      <Refusal words={words} />
    </Dialog>
  )
}
