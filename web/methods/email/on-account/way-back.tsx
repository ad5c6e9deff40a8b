import type { EmailReadiness } from '../../../../shared/email-recovery.ts'
import { byItself } from '../../../messages/two-ways.ts'
import { LastUsed } from '../../../owner/last-used.tsx'
import { MethodSwitch } from '../../../owner/method-switch.tsx'
import type { SectionProps } from '../../../owner/section-props.ts'
import { WayBack } from '../../../owner/way-back.tsx'
import { site } from '../../../wire/site.ts'
import { onAccount as say, switching } from './messages.ts'

/** What the owner of an account reads about recovery by e-mail, with its switch. Nothing if the site has none. */
export function EmailWayBack({ page, onDone }: SectionProps) {
  const { email } = page.readiness
  if (!email) return null
  const { on, required, addresses, countsFrom, change } = email
  return (
    <WayBack
      name="email-recovery"
      heading={say.heading}
      state={stateOf(email)}
      settled={on && addresses > 0 && !change}
    >
      <p>
        {say.text} {byItself(site.needsTwo)}
      </p>
      <p class="soft">{required ? `${say.required} ${say.cost}` : say.cost}</p>
      <LastUsed at={page.health.lastUsed.email} />
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
    </WayBack>
  )
}

function stateOf({ on, addresses, countsFrom }: EmailReadiness): string {
  if (!on) return say.off
  if (addresses > 0) return say.on(addresses)
  return countsFrom === null ? say.noAddress : say.countsFrom(countsFrom)
}
