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
import { caseWords, cases as say, vouching as sayOwn, shownNumber } from './messages/cases.ts'

/** The first supporter: what to read out, how identity was checked, and a passkey for exactly this case. */
export function VouchDialog({ row, onClose, onDone }: CaseDialogProps) {
  const [check, setCheck] = useState('')
  const [tried, setTried] = useState(false)
  const { busy, words, run } = useTask()
  const { caseId, number } = row
  const stepUp = useStepUp({ do: 'vouch-case', caseId }, caseWords)
  useKeptFresh(stepUp, !busy)

  function vouch() {
    setTried(true)
    if (problemOfText(check, 'check')) return
    const send = () =>
      stepUp.confirm((asserted) => post('/api/cases/vouch', { caseId, check, stepUp: asserted }))
    void run(send, onDone)
  }

  return (
    <ActDialog
      title={sayOwn.title(shownNumber(number))}
      say={{ cancel: say.cancel, act: say.withPasskey }}
      busy={busy}
      words={words}
      onAct={vouch}
      onClose={onClose}
    >
      <p>{sayOwn.readOut}</p>
      <CaseFacts row={row} />
      <p>{sayOwn.asks}</p>
      <p>{sayOwn.how}</p>
      <CaseTextField
        of="check"
        label={sayOwn.label}
        hint={sayOwn.hint}
        value={check}
        onInput={setCheck}
        tried={tried}
      />
    </ActDialog>
  )
}
