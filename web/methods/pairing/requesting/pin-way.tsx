import { useState } from 'preact/hooks'
import { codes } from './messages/first.ts'
import type { ReceivedView } from './page-state.ts'
import { PinForm } from './pin-form.tsx'
import { PinShown } from './pin-shown.tsx'
import type { RequestingPage } from './requesting-page.ts'

export interface PinWayProps {
  /** Null while there is no request yet. */
  readonly received: ReceivedView | null
  /** There is no connection to the server, so nobody knows whether the PIN is still valid. */
  readonly covered: boolean
  readonly page: RequestingPage
  /** A press brought it here, so it gets the focus. */
  readonly pressed: boolean
  readonly onQr: () => void
}

/** The way without a camera, in place of the QR code: first a name, then a PIN for that account only. */
export function PinWay({ received, covered, page, pressed, onQr }: PinWayProps) {
  const [asked, setAsked] = useState(false)
  const [shown, setShown] = useState(false)
  if (!received) return <p>{codes.qrBusy}</p>
  if (received.view.typedName === null || asked) {
    const show = () => {
      setAsked(false)
      setShown(true)
    }
    return (
      <PinForm
        page={page}
        onShown={show}
        onQr={onQr}
        onBack={received.view.typedName === null ? null : show}
      />
    )
  }
  return (
    <PinShown
      received={received}
      covered={covered}
      page={page}
      focus={pressed || shown}
      onOtherName={() => setAsked(true)}
      onQr={onQr}
    />
  )
}
