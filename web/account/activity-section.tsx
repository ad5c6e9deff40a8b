import './activity-section.css'
import type { ActivityRow } from '../../shared/api.ts'
import { activitySentence, activity as say } from '../messages/activity.ts'
import { formatMoment } from '../messages/moments.ts'
import { Fold } from '../ui/fold.tsx'
import { Section } from '../ui/section.tsx'
import type { SectionProps } from './section-props.ts'

const SHOWN_AT_ONCE = 5

/** "Activity": what happened to this account, in sentences. */
export function ActivitySection({ page: { activity } }: Pick<SectionProps, 'page'>) {
  return (
    <Section heading={say.heading} intro={activity.length > 0 ? say.intro : say.none}>
      <Rows rows={activity.slice(0, SHOWN_AT_ONCE)} />
      {activity.length > SHOWN_AT_ONCE && (
        <Fold summary={say.earlier}>
          <Rows rows={activity.slice(SHOWN_AT_ONCE)} />
        </Fold>
      )}
    </Section>
  )
}

function Rows({ rows }: { readonly rows: readonly ActivityRow[] }) {
  return (
    <ol class="rows activity">
      {rows.map(({ action, at, device, network }) => (
        <li key={`${at} ${action}`}>
          {activitySentence(action)}
          <p class="facts">
            <time dateTime={new Date(at).toISOString()}>{formatMoment(at)}</time>
            {device && <span>{device}</span>}
            {network && <span>{say.network(network)}</span>}
          </p>
        </li>
      ))}
    </ol>
  )
}
