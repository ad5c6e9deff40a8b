import { useState } from 'preact/hooks'
import { problemOfText } from '../../shared/assisted.ts'
import { errorWords } from '../messages/errors.ts'
import { useTask } from '../ui/use-task.ts'
import { post } from '../wire/http.ts'
import { ActDialog } from './act-dialog.tsx'
import type { CaseDialogProps } from './case-dialog-props.ts'
import { CaseTextField } from './case-text-field.tsx'
import { cases as say, rejecting as sayOwn, shownNumber } from './messages/cases.ts'

/** Ends a case. It lets nobody in, so it takes no passkey. */
export function RejectDialog({ row: { caseId, number }, onClose, onDone }: CaseDialogProps) {
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const { busy, words, run } = useTask()

  function reject() {
    setTried(true)
    if (problemOfText(reason, 'reason')) return
    void run(async () => {
      const answer = await post('/api/cases/reject', { caseId, reason })
      return answer.ok ? null : errorWords(answer.error)
    }, onDone)
  }

  return (
    <ActDialog
      title={sayOwn.title(shownNumber(number))}
      say={{ cancel: say.cancel, act: say.reject }}
      danger
      busy={busy}
      words={words}
      onAct={reject}
      onClose={onClose}
    >
      <p>{sayOwn.meaning}</p>
      <CaseTextField
        of="reason"
        label={sayOwn.label}
        hint={sayOwn.hint}
        value={reason}
        onInput={setReason}
        tried={tried}
      />
    </ActDialog>
  )
}
