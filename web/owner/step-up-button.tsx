import type { ComponentChildren } from 'preact'
import type { Asserted } from '../../shared/api.ts'
import type { StepUpAction } from '../../shared/step-up.ts'
import { Button } from '../ui/button.tsx'
import { PrepareOnIntent } from '../ui/prepare-on-intent.tsx'
import { Refusal } from '../ui/refusal.tsx'
import { useTask } from '../ui/use-task.ts'
import type { Result } from '../wire/page-error.ts'
import { useOwnerStepUp } from './use-owner-step-up.ts'

interface StepUpButtonProps<Body> {
  readonly action: StepUpAction
  readonly act: (stepUp: Asserted) => Promise<Result<Body>>
  readonly onDone: (body: Body) => void
  readonly kind: 'secondary' | 'danger' | 'quiet'
  /** Shown above the button. */
  readonly before?: ComponentChildren
  readonly children: ComponentChildren
}

/** A button that asks for a passkey and then acts. If it did not work, the reason is shown above it. */
export function StepUpButton<Body>(props: StepUpButtonProps<Body>) {
  const { action, act, onDone, kind, before, children } = props
  const { busy, words, run } = useTask()
  const { prepare, confirm } = useOwnerStepUp(action)
  const attempt = () =>
    confirm(async (stepUp) => {
      const answer = await act(stepUp)
      if (answer.ok) onDone(answer.body)
      return answer
    })
  return (
    <PrepareOnIntent prepare={prepare}>
      {before}
      <Refusal words={words} />
      <Button kind={kind} busy={busy} onPress={() => run(attempt)}>
        {children}
      </Button>
    </PrepareOnIntent>
  )
}
