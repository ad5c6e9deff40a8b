import { formatCount } from '../../messages/counts.ts'
import type { Range } from '../measures.ts'

const minute = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' })
const hour = new Intl.DateTimeFormat('en-GB', { weekday: 'short', hour: '2-digit', minute: '2-digit' })

const LAST: Record<Range, string> = { hour: 'last hour', day: 'last 24 hours', week: 'last 7 days' }

/** Words of the charts. */
export const charts = {
  heading: 'What happened',
  ranges: 'Time range',
  range: { hour: '1 hour', day: '24 hours', week: '7 days' } satisfies Record<Range, string>,
  start: { hour: '60 min ago', day: '24 h ago', week: '7 days ago' } satisfies Record<Range, string>,
  middle: { hour: '30 min', day: '12 h', week: '3½ days' } satisfies Record<Range, string>,
  now: 'now',
  /** How many there were, and since when. */
  value: (moment: string, count: string) => `${moment}: ${count}`,
  hint: '\u00a0',
  label: (name: string, range: Range) => `${name}, ${range === 'hour' ? 'by minute' : 'by hour'}`,
  moment: (range: Range, at: Date) => (range === 'hour' ? minute : hour).format(at),
  lastMinute: 'in the last minute',
  total: (range: Range) => `in the ${LAST[range]}`,
  inAll: (value: number, range: Range) => `${formatCount(value)} in the ${LAST[range]}`,
  most: (value: number, range: Range) =>
    `at most ${formatCount(value)} ${range === 'hour' ? 'a minute' : 'an hour'}`,
  line: (count: number) => `Dashed line: the pace of ${formatCount(count)} in 15 min, which raises an alarm`,
  quiet: (names: readonly string[], range: Range) => `None in the ${LAST[range]}: ${names.join(', ')}.`,
  nothing: (range: Range) => `Nothing happened in the ${LAST[range]}.`,
  risen: 'Rising',
  table: { hour: 'Every minute as a table', other: 'Every hour as a table' },
  tableCaption: (range: Range) => `What was counted in the ${LAST[range]}, newest first`,
  column: { hour: 'Minute', other: 'Hour' },
  noneInTable: 'Nothing was counted.',
}
