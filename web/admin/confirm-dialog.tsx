import '../ui/pin.css'
import { useState } from 'preact/hooks'
import type { CodeWays, SupportPosts } from '../../shared/assisted.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { useTask } from '../ui/use-task.ts'
import { post } from '../wire/http.ts'
import { AdminDialog } from './admin-dialog.tsx'
import type { CaseDialogProps } from './case-dialog-props.ts'
import { CaseFacts } from './case-item.tsx'
import { CodeWayChoice } from './code-way-choice.tsx'
import { cases as say, confirming as sayOwn, shownNumber } from './messages/cases.ts'
import { useCaseStepUp } from './reopening.ts'

const NO_WAYS: CodeWays = { read: true, mailTo: [] }

type Shown = SupportPosts['/api/cases/confirm'][1]

/**
 * The second supporter: what the first one wrote, how the code is given, a passkey for exactly this case, and then the code,
 * once, unless it was mailed.
 */
export function ConfirmDialog({ row, onClose, onDone }: CaseDialogProps) {
  const ways = row.ways ?? NO_WAYS
  const [mailTo, setMailTo] = useState(ways.read ? null : (ways.mailTo[0]?.addressId ?? null))
  const [shown, setShown] = useState<Shown | null>(null)
  const { busy, words, run } = useTask()
  const { caseId, number, check, checkedBy } = row
  const stepUp = useCaseStepUp({ do: 'confirm-case', caseId }, !busy && !shown)

  async function send(asserted: Parameters<Parameters<typeof stepUp.confirm>[0]>[0]) {
    const answer = await post('/api/cases/confirm', { caseId, mailTo, stepUp: asserted })
    if (answer.ok) setShown(answer.body)
    return answer
  }

  if (shown) return <GivenDialog number={shownNumber(number)} shown={shown} onDone={onDone} />
  return (
    <AdminDialog
      title={sayOwn.title(shownNumber(number))}
      say={{ cancel: say.cancel, act: say.withPasskey }}
      busy={busy}
      words={words}
      onAct={() => void run(() => stepUp.confirm(send))}
      onClose={onClose}
    >
      <CaseFacts row={row} />
      <p class="soft">{say.checkedBy(checkedBy)}</p>
      <blockquote>{check}</blockquote>
      <p>{sayOwn.asks}</p>
      <CodeWayChoice ways={ways} mailTo={mailTo} onChoose={setMailTo} />
      <p>{mailTo === null ? sayOwn.next : sayOwn.nextMailed}</p>
    </AdminDialog>
  )
}

interface GivenDialogProps {
  readonly number: string
  readonly shown: Shown
  readonly onDone: () => void
}

/** A code is shown nowhere else, so only its button closes it. One that was mailed is not shown at all. */
function GivenDialog({ number, shown: { code, until }, onDone }: GivenDialogProps) {
  if (code === null) {
    return (
      <Dialog
        title={sayOwn.mailedTitle(number)}
        onClose={onDone}
        actions={<Button onPress={onDone}>{sayOwn.mailedDone}</Button>}
      >
        <p>{sayOwn.mailed}</p>
        <p>{sayOwn.until(until)}</p>
      </Dialog>
    )
  }
  return (
    <Dialog
      title={sayOwn.codeTitle(number)}
      staysBecause={sayOwn.stays}
      onClose={onDone}
      actions={<Button onPress={onDone}>{sayOwn.done}</Button>}
    >
      <p>{sayOwn.read}</p>
      <p class="pin" translate={false}>
        {code}
      </p>
      <p>{sayOwn.until(until)}</p>
      <p>{sayOwn.never}</p>
    </Dialog>
  )
}
