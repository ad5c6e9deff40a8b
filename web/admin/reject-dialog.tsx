import { useTask } from '../ui/use-task.ts'
import { post } from '../wire/http.ts'
import { AdminDialog } from './admin-dialog.tsx'
import type { CaseDialogProps } from './case-dialog-props.ts'
import { caseWords, cases as say, rejecting as sayOwn, shownNumber } from './messages/cases.ts'
import { useCaseText } from './use-case-text.tsx'

/** Ends a case. It lets nobody in, so it takes no passkey. */
export function RejectDialog({ row: { caseId, number }, onClose, onDone }: CaseDialogProps) {
  const { text: reason, field, isFit } = useCaseText('reason', sayOwn)
  const { busy, words, run } = useTask()

  async function reject() {
    const answer = await post('/api/cases/reject', { caseId, reason })
    return answer.ok ? null : caseWords(answer.error)
  }

  return (
    <AdminDialog
      title={sayOwn.title(shownNumber(number))}
      say={{ cancel: say.cancel, act: say.reject }}
      danger
      busy={busy}
      words={words}
      onAct={() => isFit() && void run(reject, onDone)}
      onClose={onClose}
    >
      <p>{sayOwn.meaning}</p>
      {field}
    </AdminDialog>
  )
}
