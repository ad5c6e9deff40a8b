import { useState } from 'preact/hooks'
import type { CaseRow } from '../../shared/assisted.ts'
import { DoneToast } from '../ui/done-toast.tsx'
import type { CaseAct } from './case-item.tsx'
import { ConfirmDialog } from './confirm-dialog.tsx'
import { EndDialog } from './end-dialog.tsx'
import { cases as say } from './messages/cases.ts'
import { RejectDialog } from './reject-dialog.tsx'
import { Reopening } from './reopening.ts'
import { VouchDialog } from './vouch-dialog.tsx'

const DIALOGS = { vouch: VouchDialog, confirm: ConfirmDialog, reject: RejectDialog, end: EndDialog } as const

/** What was done, in words. The dialog of the second supporter says it itself, with the code. */
const DONE: Partial<Record<CaseAct, string>> = {
  vouch: say.checked,
  reject: say.rejected,
  end: say.ended,
}

/** What a supporter is doing about a case. Its row may change meanwhile; the dialog stays. */
export interface BegunCase {
  readonly act: CaseAct
  readonly row: CaseRow
}

interface CaseDeskProps {
  readonly begun: BegunCase | null
  /** Tries to open the console again. Null while it is open. */
  readonly reopen: (() => void) | null
  readonly onClose: () => void
  readonly onDone: () => void
}

/**
 * The open dialog about a case. It stands beside the sections, because the console closes after an hour: what was typed,
 * or a code that is being read out, must not go with it.
 */
export function CaseDesk({ begun, reopen, onClose, onDone }: CaseDeskProps) {
  const [done, setDone] = useState<{ readonly sentence: string } | null>(null)
  const ActDialog = begun && DIALOGS[begun.act]

  function finish(act: CaseAct) {
    const sentence = DONE[act]
    if (sentence) setDone({ sentence })
    onDone()
    keepFocus()
  }

  function close() {
    onClose()
    keepFocus()
  }

  return (
    <Reopening.Provider value={reopen}>
      {begun && ActDialog && <ActDialog row={begun.row} onClose={close} onDone={() => finish(begun.act)} />}
      <DoneToast done={done} onGone={() => setDone(null)} />
    </Reopening.Provider>
  )
}

/** The button that was pressed may be gone, with its row or with the console. */
function keepFocus(): void {
  requestAnimationFrame(() => {
    if (document.activeElement === document.body)
      document.getElementById('main')?.focus({ preventScroll: true })
  })
}
