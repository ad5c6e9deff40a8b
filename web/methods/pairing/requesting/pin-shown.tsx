import '../../../ui/pin.css'
import '../../../ui/steps.css'
import { useEffect, useId, useRef } from 'preact/hooks'
import { showPin } from '../../../../shared/pins.ts'
import { refusalWords } from '../../../messages/errors.ts'
import { Button } from '../../../ui/button.tsx'
import { CopyButton } from '../../../ui/copy-button.tsx'
import { Countdown } from '../../../ui/countdown.tsx'
import { Refusal } from '../../../ui/refusal.tsx'
import { useNow } from '../../../ui/use-now.ts'
import { useTask } from '../../../ui/use-task.ts'
import { WithName } from '../../../ui/with-name.tsx'
import { site } from '../../../wire/site.ts'
import { codes } from './messages/first.ts'
import { pinWay as say } from './messages/pin.ts'
import type { ReceivedView } from './page-state.ts'
import type { RequestingPage } from './requesting-page.ts'

interface PinShownProps {
  readonly received: ReceivedView
  readonly covered: boolean
  readonly page: RequestingPage
  /** It takes the place of what was pressed just now, so its heading gets the focus. */
  readonly focus: boolean
  readonly onOtherName: () => void
  readonly onQr: () => void
}

/** The PIN, where to type it, and what happens then. */
export function PinShown({ received, covered, page, focus, onOtherName, onQr }: PinShownProps) {
  const id = useId()
  const heading = useRef<HTMLHeadingElement>(null)
  const address = useRef<HTMLElement>(null)
  const output = useRef<HTMLOutputElement>(null)
  useEffect(() => {
    if (focus) heading.current?.focus()
  }, [])
  const renewal = useTask()
  const { view, wall } = received
  const requestEndsAt = wall + view.leftMs
  const endsAt = Math.min(wall + (view.codes?.pinLeftMs ?? 0), requestEndsAt)
  const over = useNow(1000) >= endsAt
  const pin = over || covered || !view.codes?.pin ? null : showPin(view.codes.pin)
  const where = `${new URL(site.publicUrl).host}/approve`
  const renew = () => renewal.run(async () => refusalWords(await page.renewPin(requestEndsAt - Date.now())))
  return (
    <>
      <h2 ref={heading} tabIndex={-1}>
        {say.shownHeading}
      </h2>
      <ol class="steps">
        <li>
          {say.open}
          <div class="lost-copy">
            <code ref={address} translate={false}>
              {where}
            </code>
            <CopyButton text={`${site.publicUrl}/approve`} onRefused={() => select(address.current)}>
              {say.copyAddress}
            </CopyButton>
          </div>
        </li>
        <li>
          {say.type}
          <div class="lost-copy">
            <label for={id} class="visually-hidden">
              {say.pin}
            </label>
            <output ref={output} translate={false} id={id} class={pin ? 'pin' : 'lost-pin-over'}>
              {pin ?? (over ? say.over : codes.covered)}
            </output>
            {pin && (
              <CopyButton text={pin} onRefused={() => select(output.current)}>
                {say.copyPin}
              </CopyButton>
            )}
          </div>
          {pin && (
            <span class="soft">
              <Countdown endsAt={endsAt} words={say.left} />
            </span>
          )}
        </li>
        <li>{say.next}</li>
      </ol>
      <p class="soft">
        <WithName text={codes.boundTo(view.typedName ?? '')} name={view.typedName} />
      </p>
      <Refusal words={renewal.words} />
      <div class="button-row">
        <Button kind={over ? 'primary' : 'secondary'} busy={renewal.busy} onPress={renew}>
          {say.renew}
        </Button>
        <Button kind="quiet" onPress={onOtherName}>
          {say.otherName}
        </Button>
        <Button kind="quiet" onPress={onQr}>
          {say.useQr}
        </Button>
      </div>
    </>
  )
}

function select(element: Element | null): void {
  if (element) getSelection()?.selectAllChildren(element)
}
