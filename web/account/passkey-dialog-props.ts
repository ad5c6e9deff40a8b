import type { PasskeyRow } from '../../shared/account-page.ts'
import type { SectionProps } from '../owner/section-props.ts'
import type { SoleKeeper } from './sole-keeper.ts'

/** What the dialogs about one passkey are given. */
export interface PasskeyDialogProps extends SectionProps {
  readonly passkey: PasskeyRow
  /** Set if it is the one that must stay. */
  readonly sole: SoleKeeper | null
  /** Opens the dialog that adds another passkey. */
  readonly onAdd: () => void
  readonly onClose: () => void
}
