import '../../../ui/steps.css'
import { CopyAddress } from '../../../needs/copy-address.tsx'
import { QrCode } from '../../../qr-code/qr-code.tsx'
import { useFocusOnChange } from '../../../ui/focus-on-change.ts'
import { Fold } from '../../../ui/fold.tsx'
import { site } from '../../../wire/site.ts'
import { contact as say } from './messages.ts'

interface ShownLinkProps {
  readonly secret: string
  /** Until when it works, by this device's clock. */
  readonly until: number
}

/** What a contact scans or opens, and how that goes. The button that was pressed for it is gone, so it takes the focus. */
export function ShownLink({ secret, until }: ShownLinkProps) {
  const link = `${site.publicUrl}/vouch#${secret}`
  const steps = useFocusOnChange<HTMLOListElement>(null, true)
  return (
    <>
      <ol ref={steps} tabIndex={-1} class="steps">
        {say.steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <QrCode text={link} name={say.qrName} instead={say.qrBusy} />
      <p class="soft below">{say.until(until)}</p>
      <Fold summary={say.link}>
        <CopyAddress address={link} words={say.address} />
      </Fold>
    </>
  )
}
