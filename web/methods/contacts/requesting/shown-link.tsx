import '../../../ui/steps.css'
import type { VouchAsked } from '../../../../shared/contacts.ts'
import { CopyAddress } from '../../../needs/copy-address.tsx'
import { QrCode } from '../../../qr-code/qr-code.tsx'
import { Fold } from '../../../ui/fold.tsx'
import { site } from '../../../wire/site.ts'
import { contact as say } from './messages.ts'

interface ShownLinkProps {
  readonly asked: VouchAsked
}

/** What a contact scans or opens, and how that goes. */
export function ShownLink({ asked: { secret, until, now } }: ShownLinkProps) {
  const link = `${site.publicUrl}/vouch#${secret}`
  return (
    <>
      <ol class="steps">
        {say.steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <QrCode text={link} name={say.qrName} instead={say.qrBusy} />
      <p class="soft below">{say.until(Date.now() + (until - now))}</p>
      <Fold summary={say.link}>
        <CopyAddress address={link} />
      </Fold>
    </>
  )
}
