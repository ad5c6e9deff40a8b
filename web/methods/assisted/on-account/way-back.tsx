import type { SectionProps } from '../../../owner/section-props.ts'
import { WayFacts } from '../../../owner/way-facts.tsx'
import { site } from '../../../wire/site.ts'
import { wayBack as say } from './messages.ts'

/** What the owner of an account reads about the help of whoever runs the site. */
export function AssistedWayBack({ page }: Pick<SectionProps, 'page'>) {
  return (
    <>
      <h4>{say.heading}</h4>
      <p>{say.text}</p>
      {site.methods.includes('assisted') && <p>{say.cases}</p>}
      <p class="soft">{say.cost}</p>
      <WayFacts state={say.state} lastUsed={page.health.lastUsed.assisted} />
    </>
  )
}
