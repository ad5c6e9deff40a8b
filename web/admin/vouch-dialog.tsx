import { useTask } from '../ui/use-task.ts'
import { post } from '../wire/http.ts'
import { AdminDialog } from './admin-dialog.tsx'
import type { CaseDialogProps } from './case-dialog-props.ts'
import { CaseFacts } from './case-item.tsx'
import { cases as say, vouching as sayOwn, shownNumber } from './messages/cases.ts'
import { useCaseStepUp } from './reopening.ts'
import { useCaseText } from './use-case-text.tsx'

/** The first supporter: what to read out, how identity was checked, and a passkey for exactly this case. */
export function VouchDialog({ row, onClose, onDone }: CaseDialogProps) {
  const { text: check, field, isFit } = useCaseText('check', sayOwn)
  const { busy, words, run } = useTask()
  const { caseId, number } = row
  const stepUp = useCaseStepUp({ do: 'vouch-case', caseId }, !busy)

  const send = () =>
    stepUp.confirm((asserted) => post('/api/cases/vouch', { caseId, check, stepUp: asserted }))

  return (
    <AdminDialog
      title={sayOwn.title(shownNumber(number))}
      say={{ cancel: say.cancel, act: say.withPasskey }}
      busy={busy}
      words={words}
      onAct={() => isFit() && void run(send, onDone)}
      onClose={onClose}
    >
      <p>{sayOwn.readOut}</p>
      <CaseFacts row={row} />
      <p>{sayOwn.asks}</p>
      <p>{sayOwn.how}</p>
      {field}
    </AdminDialog>
  )
}
