import './overview.css'
import './tables.css'
import type { ComponentChildren } from 'preact'
import { overview as say } from '../messages/admin.ts'
import { measureNames, wordedHeadings } from '../messages/admin-counts.ts'
import { ConsoleSection, type FiguresProps } from './console-section.tsx'
import { LivePages } from './live-pages.tsx'
import { MeasureCard } from './measure-card.tsx'
import { measuresOf, WORDED } from './measures.ts'
import { MinuteTable } from './minute-table.tsx'
import { WordTable } from './word-table.tsx'

/** "Overview": alarms first, then places, then what each minute of the last hour brought, and why. */
export function OverviewSection({
  figures,
  note,
  children,
}: FiguresProps & { readonly children: ComponentChildren }) {
  const { minutes } = figures
  const measures = measuresOf(minutes)
  const quiet = measures.filter(({ hour }) => hour === 0)
  return (
    <ConsoleSection id="overview" heading={say.heading} note={note}>
      {children}
      <LivePages figures={figures} />
      <h3>{say.minutes}</h3>
      {quiet.length < measures.length && (
        <ul class="measures">
          {measures.map(
            (measure) => measure.hour > 0 && <MeasureCard key={measure.name} measure={measure} />,
          )}
        </ul>
      )}
      {quiet.length > 0 && <p class="soft">{say.quiet(quiet.map(({ name }) => measureNames[name]))}</p>}
      <MinuteTable minutes={minutes} />
      <div class="word-tables">
        {WORDED.map((name) => (
          <WordTable key={name} heading={wordedHeadings[name]} name={name} minutes={minutes} />
        ))}
      </div>
    </ConsoleSection>
  )
}
