import '../../../ui/button.css'
import type { SectionProps } from '../../../owner/section-props.ts'
import { wayBack as say } from './messages.ts'

/** What the owner of an account reads about the pairing: how to ask on one device, and to approve on another. */
export function PairingWayBack({ page }: Pick<SectionProps, 'page'>) {
  return (
    <>
      <p>{say.text}</p>
      <div class="button-row">
        {page.probationUntil === null && (
          <a class="button secondary" href="/approve">
            {say.approve}
          </a>
        )}
        <a class="button quiet" href="/lost-passkey">
          {say.lost}
        </a>
      </div>
    </>
  )
}
