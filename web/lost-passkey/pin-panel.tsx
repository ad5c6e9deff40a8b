import { useEffect, useId, useRef, useState } from 'preact/hooks'
import { showPin } from '../../shared/crockford.ts'
import { errorWords } from '../messages/errors.ts'
import { codes } from '../messages/lost-passkey.ts'
import { Button } from '../ui/button.tsx'
import { Countdown } from '../ui/countdown.tsx'
import { Refusal } from '../ui/refusal.tsx'
import { site } from '../ui/site.ts'
import { useNow } from '../ui/use-now.ts'
import { useTask } from '../ui/use-task.ts'
import { WithName } from '../ui/with-name.tsx'
import type { ReceivedView } from './page-state.ts'
import { PinForm } from './pin-form.tsx'
import type { RequestingPage } from './requesting-page.ts'

interface PinPanelProps {
  readonly received: ReceivedView
  /** The line to the server is down, and nobody knows what has become of the PIN. */
  readonly covered: boolean
  readonly page: RequestingPage
}

/** The way without a camera: a name first, then a PIN for that account only. */
export function PinPanel({ received, covered, page }: PinPanelProps) {
  const [asked, setAsked] = useState(false)
  const { typedName } = received.view
  const form = useRef(false)
  if (typedName !== null && !asked) {
    return (
      <Pin
        received={received}
        covered={covered}
        page={page}
        focus={form.current}
        onOtherName={() => setAsked(true)}
      />
    )
  }
  form.current = asked
  if (asked) return <PinForm page={page} onShown={() => setAsked(false)} />
  return (
    <div class="lost-pin">
      <Button kind="secondary" onPress={() => setAsked(true)}>
        {codes.usePin}
      </Button>
    </div>
  )
}

interface PinProps extends PinPanelProps {
  /** It takes the place of the form that was sent just now. */
  readonly focus: boolean
  readonly onOtherName: () => void
}

function Pin({ received, covered, page, focus, onOtherName }: PinProps) {
  const id = useId()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (focus) heading.current?.focus()
  }, [focus])
  const renewal = useTask()
  const { view, wall } = received
  const endsAt = wall + (view.codes?.pinLeftMs ?? 0)
  const over = useNow(1000) >= endsAt
  const renew = () =>
    renewal.run(
      async () => {
        const answer = await page.send('new-code', {})
        return answer.ok ? null : errorWords(answer.error)
      },
      () => {},
    )
  return (
    <div class="lost-pin">
      <h2 ref={heading} tabIndex={-1}>
        {codes.pinHeading}
      </h2>
      <p>{codes.pinUse(`${new URL(site.publicUrl).host}/approve`)}</p>
      <label for={id} class="visually-hidden">
        {codes.pin}
      </label>
      <output translate={false} id={id} class={over || covered ? 'lost-pin-over' : 'lost-pin-value'}>
        {over || !view.codes?.pin ? codes.pinOver : covered ? codes.covered : showPin(view.codes.pin)}
      </output>
      <p class="soft">
        {!over && !covered && <Countdown endsAt={endsAt} words={codes.pinLeft} />}{' '}
        <WithName text={codes.pinFor(view.typedName ?? '')} name={view.typedName} /> {codes.pinThen}
      </p>
      <Refusal words={renewal.words} />
      <div class="button-row">
        <Button kind={over ? 'primary' : 'secondary'} busy={renewal.busy} onPress={renew}>
          {codes.newPin}
        </Button>
        <Button kind="quiet" onPress={onOtherName}>
          {codes.otherName}
        </Button>
      </div>
    </div>
  )
}
