import '../../../ui/button.css'
import type { SectionProps } from '../../../owner/section-props.ts'
import { WayFacts } from '../../../owner/way-facts.tsx'
import { wayBack as say } from './messages.ts'

/** What the owner of an account reads about the pairing: how to ask on one device, and to approve on another. */
export function PairingWayBack({ page }: Pick<SectionProps, 'page'>) {
  const { passkeys, lastUsed } = page.health
  return (
    <>
      <h4>{say.heading}</h4>
      <p>{say.text}</p>
      <p class="soft">{say.cost}</p>
      <WayFacts state={say.states[passkeys]} lastUsed={lastUsed.pairing} />
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
