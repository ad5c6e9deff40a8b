import { useState } from 'preact/hooks'
import type { AdminBackground, AdminFigures } from '../../shared/admin.ts'
import { MeasureCard } from './measure-card.tsx'
import { measuresOf, type Range, WORDED } from './measures.ts'
import { charts as say } from './messages/charts.ts'
import { measureNames, wordedHeadings } from './messages/counts.ts'
import { RangeChoice } from './range-choice.tsx'
import { SlotTable } from './slot-table.tsx'
import { WordTable } from './word-table.tsx'

interface WhatHappenedProps {
  readonly figures: AdminFigures
  readonly background: AdminBackground | null
  readonly at: number
}

/** What was counted over an hour, a day or a week. Measures without a count share one line. */
export function WhatHappened({ figures: { minutes }, background, at }: WhatHappenedProps) {
  const [range, setRange] = useState<Range>('hour')
  const hours = background?.hours ?? []
  const measures = measuresOf(minutes, hours, range)
  const counted = measures.filter(({ total }) => total > 0)
  const quiet = measures.filter(({ total }) => total === 0)
  return (
    <>
      <h3>{say.heading}</h3>
      <RangeChoice range={range} onChoose={setRange} />
      {counted.length > 0 && (
        <ul class="measures">
          {counted.map((measure) => (
            <MeasureCard
              key={measure.name}
              measure={measure}
              range={range}
              at={at}
              alarmAt={background?.alarmAt[measure.name] ?? null}
            />
          ))}
        </ul>
      )}
      {quiet.length > 0 && (
        <p class="soft">
          {counted.length === 0
            ? say.nothing(range)
            : say.quiet(
                quiet.map(({ name }) => measureNames[name]),
                range,
              )}
        </p>
      )}
      {counted.length > 0 && <SlotTable minutes={minutes} hours={hours} range={range} at={at} />}
      {range === 'hour' && (
        <div class="word-tables">
          {WORDED.map((name) => (
            <WordTable key={name} heading={wordedHeadings[name]} name={name} minutes={minutes} />
          ))}
        </div>
      )}
    </>
  )
}
