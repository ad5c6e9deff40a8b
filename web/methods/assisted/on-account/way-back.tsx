import { MethodSwitch } from '../../../owner/method-switch.tsx'
import type { SectionProps } from '../../../owner/section-props.ts'
import { WayFacts } from '../../../owner/way-facts.tsx'
import { wayBack as say, switching } from './messages.ts'

/** What the owner of an account reads about the help of whoever runs the site, with its switch where the site has cases. */
export function AssistedWayBack({ page, onDone }: SectionProps) {
  const { assisted } = page.readiness
  return (
    <>
      <h4>{say.heading}</h4>
      <p>{say.text}</p>
      {assisted && <p>{assisted.on ? say.cases : say.casesOff}</p>}
      {assisted?.required && <p class="soft">{say.required}</p>}
      <p class="soft">{say.cost}</p>
      <WayFacts state={say.state} lastUsed={page.health.lastUsed.assisted} />
      {assisted && (
        <MethodSwitch
          {...{ page, onDone, of: assisted, words: switching }}
          path="/api/assisted/switch"
          action="switch-assisted"
        />
      )}
    </>
  )
}
