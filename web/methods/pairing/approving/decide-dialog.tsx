import { useState } from 'preact/hooks'
import type { ApprovalChoice } from '../../../../shared/protocol.ts'
import { Button } from '../../../ui/button.tsx'
import { Checkbox } from '../../../ui/checkbox.tsx'
import { Countdown } from '../../../ui/countdown.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { Refusal } from '../../../ui/refusal.tsx'
import type { ClaimProps } from './claim-props.ts'
import { decide as say, stop as sayStop } from './messages.ts'
import { RequestFacts } from './request-facts.tsx'
import { RetireChooser } from './retire-chooser.tsx'
import { useApproval } from './use-approval.ts'
import { useSeenFor } from './use-seen-for.ts'
import type { Stop } from './use-stop.ts'

/** Time to read, so that no press that was meant for something else approves. Milliseconds. */
const READ_MS = 1_000

interface DecideDialogProps extends ClaimProps {
  readonly stop: Stop
  readonly onAside: () => void
}

/** Everything that is approved, and the two answers. The safe one has the focus. */
export function DecideDialog({ claim, device, stop, onAside }: DecideDialogProps) {
  const { view, passkeys, wall } = claim
  const [choice, setChoice] = useState<ApprovalChoice>({
    retire: null,
    endOtherSessions: view.purpose === 'replace',
  })
  const seen = useSeenFor(READ_MS, view.viewVersion)
  const approval = useApproval(claim, choice, device)
  const actions = (
    <>
      <Button kind="secondary" autoFocus busy={stop.busy} onPress={stop.deny}>
        {sayStop.deny}
      </Button>
      <Button blocked={!seen} busy={approval.busy} onPress={approval.approve}>
        {say.approve}
      </Button>
      <Button kind="danger" onPress={stop.report}>
        {sayStop.notStarted}
      </Button>
    </>
  )
  return (
    <Dialog title={say.title[view.purpose]} onClose={onAside} actions={actions}>
      <RequestFacts view={view} wall={wall} />
      {view.purpose === 'replace' && (
        <RetireChooser
          passkeys={passkeys}
          chosen={choice.retire}
          onChoose={(retire) => setChoice({ ...choice, retire })}
        />
      )}
      <Checkbox
        label={
          <>
            {say.endOthers}
            <small class="approve-means">{say.endOthersMeans}</small>
          </>
        }
        checked={choice.endOtherSessions}
        onChange={(endOtherSessions) => setChoice({ ...choice, endOtherSessions })}
      />
      <p class="soft approve-time">
        <Countdown endsAt={wall + view.leftMs} words={sayStop.timeLeft} />
      </p>
      <Refusal words={approval.words ?? stop.words} />
    </Dialog>
  )
}
