import { useState } from 'preact/hooks'
import { Button } from '../../../ui/button.tsx'
import { Card } from '../../../ui/card.tsx'
import { Countdown } from '../../../ui/countdown.tsx'
import { Refusal } from '../../../ui/refusal.tsx'
import type { ClaimProps } from './claim-props.ts'
import { DecideDialog } from './decide-dialog.tsx'
import { stop as say } from './messages.ts'
import { useStop } from './use-stop.ts'

/** The decision. Escape only closes the dialog: a key that was pressed too early gives no answer. */
export function DecideScreen({ claim, device }: ClaimProps) {
  const [aside, setAside] = useState(false)
  const stop = useStop(device)
  if (!aside) {
    return <DecideDialog claim={claim} device={device} stop={stop} onAside={() => setAside(true)} />
  }
  return (
    <Card>
      <p>
        {say.hidden} <Countdown endsAt={claim.wall + claim.view.leftMs} words={say.timeLeft} />
      </p>
      <Refusal words={stop.words} />
      <div class="button-row">
        <Button autoFocus onPress={() => setAside(false)}>
          {say.look}
        </Button>
        <Button kind="secondary" busy={stop.busy} onPress={stop.deny}>
          {say.deny}
        </Button>
      </div>
    </Card>
  )
}
