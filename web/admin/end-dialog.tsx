import { useState } from 'preact/hooks'
import { problemOfText } from '../../shared/assisted.ts'
import { useTask } from '../ui/use-task.ts'
import { useKeptFresh } from '../webauthn/use-offer.ts'
import { useStepUp } from '../webauthn/use-step-up.ts'
import { post } from '../wire/http.ts'
import { ActDialog } from './act-dialog.tsx'
import type { CaseDialogProps } from './case-dialog-props.ts'
import { CaseFacts } from './case-item.tsx'
import { CaseTextField } from './case-text-field.tsx'
import { caseWords, rejecting, cases as say, ending as sayOwn, shownNumber } from './messages/cases.ts'

/** Ends or undoes what came of a case: why, and a passkey for exactly this case. */
export function EndDialog({ row, onClose, onDone }: CaseDialogProps) {
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const { busy, words, run } = useTask()
  const { caseId, number } = row
  const stepUp = useStepUp({ do: 'end-case', caseId }, caseWords)
  useKeptFresh(stepUp, !busy)

  function end() {
    setTried(true)
    if (problemOfText(reason, 'reason')) return
    const send = () =>
      stepUp.confirm((asserted) => post('/api/cases/end', { caseId, reason, stepUp: asserted }))
    void run(send, onDone)
  }

  return (
    <ActDialog
      title={sayOwn.title(shownNumber(number))}
      say={{ cancel: say.cancel, act: say.withPasskey }}
      danger
      busy={busy}
      words={words}
      onAct={end}
      onClose={onClose}
    >
      <CaseFacts row={row} />
      <p>{sayOwn.meaning}</p>
      <p>{sayOwn.once}</p>
      <CaseTextField
        of="reason"
        label={rejecting.label}
        hint={rejecting.hint}
        value={reason}
        onInput={setReason}
        tried={tried}
      />
    </ActDialog>
  )
}
