import { LastUsed } from '../../../owner/last-used.tsx'
import { MethodSwitch } from '../../../owner/method-switch.tsx'
import type { SectionProps } from '../../../owner/section-props.ts'
import { WayBack } from '../../../owner/way-back.tsx'
import { wayBack as say, switching } from './messages.ts'

/** What the owner of an account reads about the help of whoever runs the site, with its switch where the site has cases. */
export function AssistedWayBack({ page, onDone }: SectionProps) {
  const { assisted } = page.readiness
  return (
    <WayBack heading={say.heading} state={say.state} settled={!assisted?.change}>
      <p>{say.text}</p>
      {assisted && <p>{assisted.on ? say.cases : say.casesOff}</p>}
      {assisted?.required && <p class="soft">{say.required}</p>}
      <p class="soft">{say.cost}</p>
      <LastUsed at={page.health.lastUsed.assisted} />
      {assisted && (
        <MethodSwitch
          {...{ page, onDone, of: assisted, words: switching }}
          path="/api/assisted/switch"
          action="switch-assisted"
        />
      )}
    </WayBack>
  )
}
