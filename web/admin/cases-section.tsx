import { useEffect, useState } from 'preact/hooks'
import type { BegunCase } from './case-desk.tsx'
import { CaseItem } from './case-item.tsx'
import { ConsoleSection } from './console-section.tsx'
import { FindCase } from './find-case.tsx'
import { cases as say } from './messages/cases.ts'
import { useCases } from './use-cases.ts'

export interface CasesSectionProps {
  /** How many cases this person has dealt with. The rows are read again when it changes. */
  readonly handled: number
  readonly onBegin: (begun: BegunCase) => void
}

/** "Cases": who has nothing left, and what supporters do about it. */
export function CasesSection({ handled, onBegin }: CasesSectionProps) {
  const [number, setNumber] = useState<string | null>(null)
  const { queue, away, look } = useCases(number)
  useEffect(() => {
    if (handled > 0) void look()
  }, [handled])

  return (
    <ConsoleSection id="cases" heading={say.heading} note={away ? say.away : null}>
      <p class="soft">{say.intro}</p>
      <FindCase number={number} onFind={setNumber} />
      {queue?.cases.length === 0 && <p role="status">{number === null ? say.none : say.notFound}</p>}
      {queue && queue.cases.length > 0 && (
        <ul class="rows below">
          {queue.cases.map((row) => (
            <CaseItem key={row.caseId} row={row} onAct={(act) => onBegin({ act, row })} />
          ))}
        </ul>
      )}
      {queue?.more && <p class="soft">{say.more}</p>}
    </ConsoleSection>
  )
}
