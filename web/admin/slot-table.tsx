import { type HourRow, MEASURES, type MinuteRow } from '../../shared/admin.ts'
import { formatCount } from '../messages/counts.ts'
import { Fold } from '../ui/fold.tsx'
import { momentOf } from './bar-chart.tsx'
import { countOf, RANGES, type Range } from './measures.ts'
import { charts as say } from './messages/charts.ts'
import { measureNames } from './messages/counts.ts'
import { ScrollBox } from './scroll-box.tsx'

interface SlotTableProps {
  readonly minutes: readonly MinuteRow[]
  readonly hours: readonly HourRow[]
  readonly range: Range
  readonly at: number
}

/** The bars as a table of numbers, for people who do not see them or want exact figures. */
export function SlotTable({ minutes, hours, range, at }: SlotTableProps) {
  const kind = range === 'hour' ? 'hour' : 'other'
  const { bars, barMs } = RANGES[range]
  const rows = (range === 'hour' ? minutes.map(countsOf) : hours)
    .map(({ agoMs, counts }) => ({ ago: Math.floor(agoMs / barMs), counts }))
    .filter(({ ago }) => ago < bars)
  return (
    <Fold summary={say.table[kind]}>
      {rows.length === 0 && <p class="soft">{say.noneInTable}</p>}
      {rows.length > 0 && (
        <ScrollBox name={say.table[kind]}>
          <table class="figures">
            <caption class="visually-hidden">{say.tableCaption(range)}</caption>
            <thead>
              <tr>
                <th scope="col">{say.column[kind]}</th>
                {MEASURES.map((name) => (
                  <th key={name} scope="col" class="number">
                    {measureNames[name]}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map(({ ago, counts }) => (
                <tr key={ago}>
                  <th scope="row">{momentOf(range, at, ago)}</th>
                  {MEASURES.map((name) => (
                    <td key={name} class="number">
                      {formatCount(counts[name] ?? 0)}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollBox>
      )}
    </Fold>
  )
}

function countsOf(minute: MinuteRow): HourRow {
  const counts = Object.fromEntries(MEASURES.map((name) => [name, countOf(minute, name)]))
  return { agoMs: minute.agoMs, counts }
}
