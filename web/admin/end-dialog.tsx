import { useTask } from '../ui/use-task.ts'
import { post } from '../wire/http.ts'
import { AdminDialog } from './admin-dialog.tsx'
import type { CaseDialogProps } from './case-dialog-props.ts'
import { CaseFacts } from './case-item.tsx'
import { endingWords, rejecting, cases as say, ending as sayOwn, shownNumber } from './messages/cases.ts'
import { useCaseStepUp } from './reopening.ts'
import { useCaseText } from './use-case-text.tsx'

/** Ends or undoes what came of a case: why, and a passkey for exactly this case. */
export function EndDialog({ row, onClose, onDone }: CaseDialogProps) {
  const { text: reason, field, isFit } = useCaseText('reason', rejecting)
  const { busy, words, run } = useTask()
  const { caseId, number } = row
  const stepUp = useCaseStepUp({ do: 'end-case', caseId }, !busy, endingWords)

  const send = () =>
    stepUp.confirm((asserted) => post('/api/cases/end', { caseId, reason, stepUp: asserted }))

  return (
    <AdminDialog
      title={sayOwn.title(shownNumber(number))}
      say={{ cancel: say.cancel, act: say.withPasskey }}
      danger
      busy={busy}
      words={words}
      onAct={() => isFit() && void run(send, onDone)}
      onClose={onClose}
    >
      <CaseFacts row={row} />
      <p>{sayOwn.meaning}</p>
      <p>{sayOwn.once}</p>
      {field}
    </AdminDialog>
  )
}
