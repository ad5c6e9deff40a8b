import './activity-section.css'
import type { ActivityRow, NewsRow } from '../../shared/account-page.ts'
import { formatDay } from '../messages/moments.ts'
import type { SectionProps } from '../owner/section-props.ts'
import { Fold } from '../ui/fold.tsx'
import { Section } from '../ui/section.tsx'
import { Ago } from './ago.tsx'
import { activitySentence, activity as say, security as saySecurity } from './messages/activity.ts'

const SHOWN_AT_ONCE = 5

type Row = ActivityRow & Partial<Pick<NewsRow, 'count' | 'since'>>

/**
 * "Security news": what concerns who can sign in. It is apart from the rest, so that nothing pushes it out. The newest
 * are shown at once, the others behind one line.
 */
export function SecuritySection({ page: { news } }: Pick<SectionProps, 'page'>) {
  return (
    <Section heading={saySecurity.heading} intro={saySecurity.intro}>
      <List rows={news.slice(0, SHOWN_AT_ONCE)} />
      {news.length > SHOWN_AT_ONCE && (
        <Fold summary={say.earlier}>
          <List rows={news.slice(SHOWN_AT_ONCE)} />
        </Fold>
      )}
    </Section>
  )
}

/** "Activity": what else happened to this account, in sentences, for whoever wants to see it. */
export function ActivitySection({ page: { activity } }: Pick<SectionProps, 'page'>) {
  return (
    <Section heading={say.heading}>
      {activity.length > 0 ? (
        <Fold summary={say.show}>
          <List rows={activity} />
        </Fold>
      ) : (
        <p class="soft">{say.none}</p>
      )}
    </Section>
  )
}

function List({ rows }: { readonly rows: readonly Row[] }) {
  return (
    <ol class="rows activity">
      {rows.map(({ action, at, device, network, detail, count = 1, since = at }) => (
        <li key={`${at} ${action}`}>
          {activitySentence(action, detail)}
          <p class="facts">
            <Ago at={at} />
            {count > 1 && <span>{saySecurity.often(count, formatDay(since))}</span>}
            {(device || network) && <span>{say.where(device, network)}</span>}
          </p>
        </li>
      ))}
    </ol>
  )
}
