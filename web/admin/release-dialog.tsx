import { useState } from 'preact/hooks'
import type { LockRow } from '../../shared/admin.ts'
import { TextField } from '../ui/text-field.tsx'
import { useTask } from '../ui/use-task.ts'
import { useKeptFresh } from '../webauthn/use-offer.ts'
import { useStepUp } from '../webauthn/use-step-up.ts'
import { post } from '../wire/http.ts'
import { AdminDialog } from './admin-dialog.tsx'
import { releaseWords, locks as say } from './messages/console.ts'
import { problemOf } from './reason.ts'

interface ReleaseDialogProps {
  readonly lock: LockRow
  readonly onClose: () => void
  readonly onReleased: () => void
}

/** Ends a lock early. Asks for a reason, which is kept, and for a passkey for exactly this lock. */
export function ReleaseDialog({ lock, onClose, onReleased }: ReleaseDialogProps) {
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const { busy, words, run } = useTask()
  const lockId = lock.id
  const stepUp = useStepUp({ do: 'release-lock', lockId }, releaseWords)
  useKeptFresh(stepUp, !busy)
  const given = reason.trim()
  const problem = problemOf(given)

  function release() {
    setTried(true)
    if (problem) return
    void run(
      () =>
        stepUp.confirm((asserted) =>
          post('/api/admin/locks/release', { lockId, reason: given, stepUp: asserted }),
        ),
      onReleased,
    )
  }

  return (
    <AdminDialog
      title={say.title(lock.who)}
      say={{ cancel: say.cancel, act: say.confirm }}
      busy={busy}
      words={words}
      onAct={release}
      onClose={onClose}
    >
      <p>{say.meaning[lock.kind]}</p>
      <TextField
        label={say.reason}
        hint={say.reasonHint}
        error={tried && problem ? say.problems[problem] : null}
        value={reason}
        onInput={setReason}
      />
    </AdminDialog>
  )
}
