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

/** "Security news": what concerns who can sign in. It is apart from the rest, so that nothing pushes it out. */
export function SecuritySection({ page: { news } }: Pick<SectionProps, 'page'>) {
  return (
    <Section heading={saySecurity.heading} intro={saySecurity.intro}>
      <Rows rows={news} />
    </Section>
  )
}

/** "Activity": what else happened to this account, in sentences. */
export function ActivitySection({ page: { activity } }: Pick<SectionProps, 'page'>) {
  return (
    <Section heading={say.heading} intro={activity.length > 0 ? say.intro : say.none}>
      <Rows rows={activity} />
    </Section>
  )
}

/** The newest are shown at once, the others behind one line. */
function Rows({ rows }: { readonly rows: readonly Row[] }) {
  return (
    <>
      <List rows={rows.slice(0, SHOWN_AT_ONCE)} />
      {rows.length > SHOWN_AT_ONCE && (
        <Fold summary={say.earlier}>
          <List rows={rows.slice(SHOWN_AT_ONCE)} />
        </Fold>
      )}
    </>
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
            {device && <span>{device}</span>}
            {network && <span>{say.network(network)}</span>}
          </p>
        </li>
      ))}
    </ol>
  )
}
