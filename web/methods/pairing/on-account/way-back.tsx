import '../../../ui/button.css'
import { LastUsed } from '../../../owner/last-used.tsx'
import type { SectionProps } from '../../../owner/section-props.ts'
import { WayBack } from '../../../owner/way-back.tsx'
import { wayBack as say } from './messages.ts'

/** What the owner of an account reads about the pairing: how to ask on one device, and to approve on another. */
export function PairingWayBack({ page }: Pick<SectionProps, 'page'>) {
  const { passkeys, lastUsed } = page.health
  return (
    <WayBack heading={say.heading} state={say.states[passkeys]} settled>
      <p>{say.text}</p>
      <p class="soft">{say.cost}</p>
      <LastUsed at={lastUsed.pairing} />
      {page.probationUntil !== null && <p class="soft">{say.later(page.probationUntil)}</p>}
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
    </WayBack>
  )
}
