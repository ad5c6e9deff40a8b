import '../../../ui/pin.css'
import { useId } from 'preact/hooks'
import { showReturnPin } from '../../../../shared/pins.ts'
import { refusalWords } from '../../../messages/errors.ts'
import { Button } from '../../../ui/button.tsx'
import { Card } from '../../../ui/card.tsx'
import { Countdown } from '../../../ui/countdown.tsx'
import { Fold } from '../../../ui/fold.tsx'
import { Refusal } from '../../../ui/refusal.tsx'
import { useNow } from '../../../ui/use-now.ts'
import { useTask } from '../../../ui/use-task.ts'
import { dualReasonWords } from '../messages.ts'
import type { ClaimProps } from './claim-props.ts'
import { returnPin as say, stop as sayStop } from './messages.ts'
import { useStop } from './use-stop.ts'

/** The return PIN. It must be typed on the other screen before anything can be approved. */
export function ReturnPinScreen({ claim: { view, wall }, device }: ClaimProps) {
  const id = useId()
  const renewal = useTask()
  const stop = useStop(device)
  // The PIN is not valid longer than the claim.
  const endsAt = wall + Math.min(view.returnPin?.leftMs ?? 0, view.leftMs)
  const over = useNow(1000) >= endsAt
  const renew = async () => refusalWords(await device.send('renew-return-pin', {}))
  return (
    <>
      <Card>
        <label class="approve-pin-label" for={id}>
          {say.label}
        </label>
        <output translate={false} id={id} class={over ? 'approve-pin' : 'approve-pin pin'}>
          {over || !view.returnPin ? say.over : showReturnPin(view.returnPin.pin)}
        </output>
        <p>
          <strong>{say.only}</strong>
        </p>
        {!over && (
          <p class="soft">
            <Countdown endsAt={endsAt} words={say.left} />
          </p>
        )}
        <Refusal words={renewal.words} />
        <Button kind={over ? 'primary' : 'secondary'} busy={renewal.busy} onPress={() => renewal.run(renew)}>
          {say.renew}
        </Button>
      </Card>
      <Refusal words={stop.words} />
      <div class="button-row">
        <Button kind="secondary" busy={stop.busy} onPress={stop.deny}>
          {sayStop.deny}
        </Button>
        <Button kind="danger" onPress={stop.report}>
          {sayStop.notStarted}
        </Button>
      </div>
      <div class="approve-why">
        <Fold summary={say.why} open>
          <p>{say.whyIntro}</p>
          <ul>
            {view.reasons.map((reason) => (
              <li key={reason}>{dualReasonWords[reason]}</li>
            ))}
          </ul>
        </Fold>
      </div>
    </>
  )
}
