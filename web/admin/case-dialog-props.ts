import type { CaseRow } from '../../shared/assisted.ts'

/** What each dialog about a case is given. */
export interface CaseDialogProps {
  readonly row: CaseRow
  readonly onClose: () => void
  readonly onDone: () => void
}
