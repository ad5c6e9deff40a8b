import { useEffect, useRef, useState } from 'preact/hooks'
import type { CaseRow } from '../../shared/assisted.ts'
import { announce } from '../ui/announcer.tsx'
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
  /** Somebody has asked, and waits to hear what was found. */
  const asked = useRef(false)
  useEffect(() => {
    if (handled > 0) void look()
  }, [handled])
  useEffect(() => {
    if (!queue || !asked.current) return
    asked.current = false
    announce(number === null ? allSaid(queue.cases) : foundSaid(queue.cases))
  }, [queue])

  function find(wanted: string | null) {
    asked.current = true
    if (wanted === number) void look()
    else setNumber(wanted)
  }

  return (
    <ConsoleSection id="cases" heading={say.heading} note={away ? say.away : null}>
      <p class="soft">{say.intro}</p>
      <FindCase number={number} onFind={find} />
      {queue?.cases.length === 0 && <p>{number === null ? say.none : say.notFound}</p>}
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

function allSaid({ length }: readonly CaseRow[]): string {
  return length === 0 ? say.none : say.shown(length)
}

function foundSaid([found]: readonly CaseRow[]): string {
  return found ? say.found(found.state) : say.notFound
}
