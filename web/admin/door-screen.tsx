import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { Notice } from '../ui/notice.tsx'
import { Refusal } from '../ui/refusal.tsx'
import { type Door, opensByStepUp } from './console-state.ts'
import { doorWords, admin as say } from './messages/console.ts'
import { useEnter } from './reopening.ts'

interface DoorScreenProps {
  readonly door: Door
  readonly knock: () => void
}

/** Why the console is shut, and the one thing that may open it. */
export function DoorScreen({ door, knock }: DoorScreenProps) {
  const words = doorWords[door]
  return (
    <>
      {words && (
        <Notice tone={door === 'step-up-over' ? 'info' : 'warn'} live="status" title={words.sentence}>
          <p>{words.next}</p>
          <NextStep door={door} knock={knock} />
        </Notice>
      )}
      {opensByStepUp(door) && <StepUpCard onOpen={knock} />}
    </>
  )
}

function NextStep({ door, knock }: DoorScreenProps) {
  if (door === 'signed-out' || door === 'session-ended')
    return (
      <a class="button primary" href="/sign-in?return_to=/admin">
        {say.signIn}
      </a>
    )
  if (door === 'outdated') return <Button onPress={() => location.reload()}>{say.reload}</Button>
  if (door === 'not-admin' || door === 'probation' || door === 'too-new')
    return (
      <Button kind="secondary" onPress={knock}>
        {say.tryAgain}
      </Button>
    )
  return null
}

function StepUpCard({ onOpen }: { readonly onOpen: () => void }) {
  const { busy, words, enter } = useEnter(onOpen)
  return (
    <Card>
      <p>{say.enter}</p>
      <Refusal words={words} />
      <Button wide busy={busy} onPress={enter}>
        {say.confirm}
      </Button>
    </Card>
  )
}
