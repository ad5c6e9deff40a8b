import { formatCount } from '../messages/counts.ts'
import { BarChart } from './bar-chart.tsx'
import { alarmLine, type Measure, type Range, WELCOME } from './measures.ts'
import { charts as say } from './messages/charts.ts'
import { measureNames } from './messages/counts.ts'
import { RisingIcon } from './rising-icon.tsx'

interface MeasureCardProps {
  readonly measure: Measure
  readonly range: Range
  readonly at: number
  /** How many within 15 minutes raise an alarm. Null if it raises none. */
  readonly alarmAt: number | null
}

/** One measure: how many, and its bars. A rise is shown by a word, a sign and a colour. */
export function MeasureCard({ measure, range, at, alarmAt }: MeasureCardProps) {
  const { name, bars, lastMinute, total, most, risen } = measure
  const welcome = WELCOME.includes(name)
  const look = !risen ? '' : welcome ? ' measure-more' : ' measure-risen'
  const hourly = range === 'hour'
  return (
    <li class={`measure${look}`}>
      <h4>
        {measureNames[name]}
        {risen && (
          <span class={welcome ? 'pill pill-more' : 'pill pill-rising'}>
            <RisingIcon />
            {say.risen}
          </span>
        )}
      </h4>
      <p>
        <strong class="big-figure">{formatCount(hourly ? lastMinute : total)}</strong>{' '}
        {hourly ? say.lastMinute : say.total(range)}
      </p>
      <BarChart
        name={measureNames[name]}
        bars={bars}
        range={range}
        at={at}
        line={alarmAt === null ? null : alarmLine(range, alarmAt)}
      />
      <p class="facts">
        {hourly && <span>{say.inAll(total, range)}</span>}
        <span>{say.most(most, range)}</span>
        {alarmAt !== null && <span>{say.line(alarmAt)}</span>}
      </p>
    </li>
  )
}
