import './activity-section.css'
import { activitySentence, activity as say } from '../messages/activity.ts'
import { formatMoment } from '../messages/moments.ts'
import { Section } from './section.tsx'
import type { SectionProps } from './section-props.ts'

/** "Activity": what happened to this account, in sentences. */
export function ActivitySection({ page }: Pick<SectionProps, 'page'>) {
  return (
    <Section heading={say.heading} intro={say.intro}>
      {page.activity.length === 0 && <p>{say.none}</p>}
      <ol class="rows activity">
        {page.activity.map(({ action, at, device, network }) => (
          <li key={`${at} ${action}`}>
            <span>{activitySentence(action)}</span>
            <span class="soft">
              <time dateTime={new Date(at).toISOString()}>{formatMoment(at)}</time>
              {(device || network) && ` · ${say.from(device, network)}`}
            </span>
          </li>
        ))}
      </ol>
    </Section>
  )
}
