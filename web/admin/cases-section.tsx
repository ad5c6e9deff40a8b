import { useState } from 'preact/hooks'
import type { CaseRow } from '../../shared/assisted.ts'
import { DoneToast } from '../ui/done-toast.tsx'
import { type CaseAct, CaseItem } from './case-item.tsx'
import { ConfirmDialog } from './confirm-dialog.tsx'
import { ConsoleSection } from './console-section.tsx'
import { EndDialog } from './end-dialog.tsx'
import { FindCase } from './find-case.tsx'
import { cases as say } from './messages/cases.ts'
import { RejectDialog } from './reject-dialog.tsx'
import { useCases } from './use-cases.ts'
import { VouchDialog } from './vouch-dialog.tsx'

const DIALOGS = { vouch: VouchDialog, confirm: ConfirmDialog, reject: RejectDialog, end: EndDialog } as const

/** What was done, in words. The dialog of the second supporter says it itself, with the code. */
const DONE: Partial<Record<CaseAct, string>> = {
  vouch: say.checked,
  reject: say.rejected,
  end: say.ended,
}

/** "Cases": who has nothing left, and what supporters do about it. */
export function CasesSection() {
  const [number, setNumber] = useState<string | null>(null)
  const { queue, away, look } = useCases(number)
  // The row may change while someone types; the dialog stays.
  const [open, setOpen] = useState<{ readonly act: CaseAct; readonly row: CaseRow } | null>(null)
  const [done, setDone] = useState<{ readonly sentence: string } | null>(null)
  const ActDialog = open && DIALOGS[open.act]

  function finished(act: CaseAct) {
    setOpen(null)
    const sentence = DONE[act]
    if (sentence) setDone({ sentence })
    void look()
    // The button that was pressed may go with its row.
    requestAnimationFrame(() => {
      if (document.activeElement === document.body)
        document.getElementById('main')?.focus({ preventScroll: true })
    })
  }

  return (
    <ConsoleSection id="cases" heading={say.heading} note={away ? say.away : null}>
      <p class="soft">{say.intro}</p>
      <FindCase number={number} onFind={setNumber} />
      {queue?.cases.length === 0 && <p role="status">{number === null ? say.none : say.notFound}</p>}
      {queue && queue.cases.length > 0 && (
        <ul class="rows below">
          {queue.cases.map((row) => (
            <CaseItem key={row.caseId} row={row} onAct={(act) => setOpen({ act, row })} />
          ))}
        </ul>
      )}
      {queue?.more && <p class="soft">{say.more}</p>}
      {open && ActDialog && (
        <ActDialog row={open.row} onClose={() => setOpen(null)} onDone={() => finished(open.act)} />
      )}
      <DoneToast done={done} onGone={() => setDone(null)} />
    </ConsoleSection>
  )
}
