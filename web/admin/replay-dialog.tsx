import type { DeadEventRow } from '../../shared/dead-events.ts'
import { useTask } from '../ui/use-task.ts'
import { useKeptFresh } from '../webauthn/use-offer.ts'
import { useStepUp } from '../webauthn/use-step-up.ts'
import { post } from '../wire/http.ts'
import { AdminDialog } from './admin-dialog.tsx'
import { replayWords, events as say } from './messages/events.ts'

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
  const stepUp = useStepUp({ do: 'replay-event', eventId }, replayWords)
  useKeptFresh(stepUp, !busy)
  const send = () =>
    run(
      () => stepUp.confirm((asserted) => post('/api/admin/events/replay', { eventId, stepUp: asserted })),
      onSent,
    )
  return (
    <AdminDialog
      title={say.title(event?.type ?? null, all)}
      say={{ cancel: say.cancel, act: say.confirm }}
      busy={busy}
      words={words}
      onAct={() => void send()}
      onClose={onClose}
    >
      <p>{say.meaning}</p>
    </AdminDialog>
  )
}
