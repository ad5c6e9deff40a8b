import '../../../ui/steps.css'
import { QrCode } from '../../../qr-code/qr-code.tsx'
import { Button } from '../../../ui/button.tsx'
import { WithName } from '../../../ui/with-name.tsx'
import { codes } from './messages/first.ts'
import type { ReceivedView } from './page-state.ts'
import { QrClock } from './qr-clock.tsx'
import type { RequestingPage } from './requesting-page.ts'
import { useIsPhone } from './use-is-phone.ts'
import { useQrText } from './use-qr-text.ts'

interface QrWayProps {
  readonly received: ReceivedView | null
  /** There is no connection to the server, so nobody knows whether the code is still valid. */
  readonly covered: boolean
  readonly page: RequestingPage
  /** A press brought it back, so it gets the focus. */
  readonly pressed: boolean
  readonly onPin: () => void
}

/** The QR code and how to use it. On a phone, which can rarely be scanned, the PIN comes first. */
export function QrWay({ received, covered, page, pressed, onPin }: QrWayProps) {
  const text = useQrText(covered ? null : received)
  const isPhone = useIsPhone()
  const typedName = received?.view.typedName ?? null
  const pin = (
    <div key="pin" class={isPhone ? 'lost-to-pin' : 'lost-to-pin below-line'}>
      <p>{isPhone ? codes.onPhone : codes.noCamera}</p>
      <Button kind={isPhone ? 'primary' : 'secondary'} autoFocus={pressed} onPress={onPin}>
        {codes.usePin}
      </Button>
    </div>
  )
  return (
    <>
      {isPhone && pin}
      <div key="qr" class="lost-codes">
        <QrCode text={text} name={codes.qrName} instead={covered ? codes.covered : codes.qrBusy} />
        <div>
          <ol class="steps">
            {(isPhone ? codes.stepsOnPhone : codes.steps).map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
          <p class="lost-alone">{codes.alone}</p>
          {received && !covered && <QrClock endsAt={received.wall + received.view.leftMs} page={page} />}
          {typedName !== null && (
            <p class="soft">
              <WithName text={codes.boundTo(typedName)} name={typedName} />
            </p>
          )}
        </div>
      </div>
      {!isPhone && pin}
    </>
  )
}
