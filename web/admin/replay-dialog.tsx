import type { DeadEventRow } from '../../shared/dead-events.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Refusal } from '../ui/refusal.tsx'
import { useTask } from '../ui/use-task.ts'
import { useKeptFresh } from '../webauthn/use-offer.ts'
import { useStepUp } from '../webauthn/use-step-up.ts'
import { post } from '../wire/http.ts'
import { events as say } from './messages/events.ts'

interface ReplayDialogProps {
  /** Null: all of them. */
  readonly event: DeadEventRow | null
  readonly all: number
  readonly onClose: () => void
  readonly onSent: () => void
}

/** Has one event sent again, or all. Asks for a passkey for exactly this. */
export function ReplayDialog({ event, all, onClose, onSent }: ReplayDialogProps) {
  const { busy, words, run } = useTask()
  const eventId = event?.id ?? null
  const stepUp = useStepUp({ do: 'replay-event', eventId })
  useKeptFresh(stepUp, !busy)
  const send = () =>
    run(
      () => stepUp.confirm((asserted) => post('/api/admin/events/replay', { eventId, stepUp: asserted })),
      onSent,
    )
  return (
    <Dialog
      title={say.title(event?.type ?? null, all)}
      onClose={onClose}
      actions={
        <>
          <Button kind="secondary" onPress={onClose}>
            {say.cancel}
          </Button>
          <Button busy={busy} onPress={() => void send()}>
            {say.confirm}
          </Button>
        </>
      }
    >
      <p>{say.meaning}</p>
      <Refusal words={words} />
    </Dialog>
  )
}
