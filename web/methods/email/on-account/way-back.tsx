import type { EmailReadiness } from '../../../../shared/email-recovery.ts'
import { MethodSwitch } from '../../../owner/method-switch.tsx'
import type { SectionProps } from '../../../owner/section-props.ts'
import { WayFacts } from '../../../owner/way-facts.tsx'
import { onAccount as say, switching } from './messages.ts'

/** What the owner of an account reads about recovery by e-mail, with its switch. Nothing if the site has none. */
export function EmailWayBack({ page, onDone }: SectionProps) {
  const { email } = page.readiness
  if (!email) return null
  const { on, required, addresses, countsFrom } = email
  return (
    <>
      <h4 id="email-recovery" tabIndex={-1}>
        {say.heading}
      </h4>
      <p>{say.text}</p>
      <p class="soft">{required ? `${say.required} ${say.cost}` : say.cost}</p>
      <WayFacts state={stateOf(email)} lastUsed={page.health.lastUsed.email} />
      <MethodSwitch
        {...{ page, onDone, of: email, words: switching }}
        path="/api/email/switch"
        action="switch-email-recovery"
      >
        {on && addresses === 0 && countsFrom === null && (
          <a class="button secondary" href="#addresses">
            {say.add}
          </a>
        )}
      </MethodSwitch>
    </>
  )
}

function stateOf({ on, addresses, countsFrom }: EmailReadiness): string {
  if (!on) return say.off
  if (addresses > 0) return say.on(addresses)
  return countsFrom === null ? say.noAddress : say.countsFrom(countsFrom)
}
