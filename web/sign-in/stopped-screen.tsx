import '../ui/button.css'
import '../ui/steps.css'
import type { ChangesStopped } from '../../shared/outcomes.ts'
import { stopChanges as say, stoppedSentences } from '../stop-changes/messages/stop-changes.ts'
import { StoppedList } from '../stop-changes/stopped-list.tsx'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'

interface StoppedScreenProps {
  readonly stopped: ChangesStopped
  readonly onBack: () => void
}

/** What one confirmation stopped, and what to do next. It signs nobody in. */
export function StoppedScreen({ stopped, onBack }: StoppedScreenProps) {
  const steps = stoppedSentences(stopped).length > 0 ? say.steps : say.nothingSteps
  return (
    <Card>
      <StoppedList stopped={stopped} />
      <h2>{say.next}</h2>
      <ol class="steps">
        {steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <div class="button-row">
        <a class="button primary" href="/sign-in?return_to=/account">
          {say.signIn}
        </a>
        <Button kind="secondary" onPress={onBack}>
          {say.again}
        </Button>
      </div>
    </Card>
  )
}
