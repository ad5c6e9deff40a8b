import { Button } from '../ui/button.tsx'
import { PrepareOnIntent } from '../ui/prepare-on-intent.tsx'
import { Refusal } from '../ui/refusal.tsx'
import { stopChanges as say } from './messages/stop-changes.ts'
import type { StopChanges } from './use-stop-changes.ts'

interface StopChangesButtonProps {
  readonly changes: StopChanges
  /** Next to news of a change it looks dangerous. Elsewhere it is quiet. */
  readonly kind: 'danger' | 'secondary'
}

/** The button, and why it did not work. */
export function StopChangesButton({ changes, kind }: StopChangesButtonProps) {
  return (
    <PrepareOnIntent prepare={changes.prepare}>
      <Refusal words={changes.words} />
      <Button kind={kind} busy={changes.busy} onPress={changes.stop}>
        {say.button}
      </Button>
    </PrepareOnIntent>
  )
}
