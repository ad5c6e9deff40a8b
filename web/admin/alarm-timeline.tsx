import type { AdminFigures, AlarmSpanRow } from '../../shared/admin.ts'
import { Fold } from '../ui/fold.tsx'
import { timeline as say } from './messages/alarms.ts'

/** How many alarms are shown at once. The others of the week are folded. */
const SHOWN = 5

interface AlarmTimelineProps {
  readonly figures: AdminFigures
  readonly at: number
}

/** The alarms of a week, newest first, including those that are over. */
export function AlarmTimeline({ figures: { timeline }, at }: AlarmTimelineProps) {
  const older = timeline.slice(SHOWN)
  return (
    <>
      <h3>{say.heading}</h3>
      {timeline.length === 0 && <p class="soft">{say.none}</p>}
      <Spans spans={timeline.slice(0, SHOWN)} at={at} />
      {older.length > 0 && (
        <Fold summary={say.older(older.length)}>
          <Spans spans={older} at={at} />
        </Fold>
      )}
    </>
  )
}

function Spans({ spans, at }: { readonly spans: readonly AlarmSpanRow[]; readonly at: number }) {
  if (spans.length === 0) return null
  return (
    <ol class="rows">
      {spans.map((span) => (
        <li key={span.id}>
          <strong>{say.name(span)}</strong>{' '}
          <span class={span.over ? 'pill' : 'pill pill-bad'}>{span.over ? say.over : say.now}</span>
          <p class="facts">
            <span>{say.span(at - span.beganAgoMs, at - span.lastAgoMs, span.over)}</span>
            {span.most !== null && <span>{say.most(span.most)}</span>}
            {span.network && <span>{say.network(span.network)}</span>}
            <span>{span.seen ? say.seen(span.seen.by, span.seen.agoMs) : say.unseen}</span>
          </p>
        </li>
      ))}
    </ol>
  )
}
