import type { PasskeyRow } from '../../shared/api.ts'
import type { SectionProps } from './section-props.ts'

/** What the dialogs about one passkey are given. */
export interface PasskeyDialogProps extends SectionProps {
  readonly passkey: PasskeyRow
  /** The last one that works, so it must stay. */
  readonly last: boolean
  readonly onClose: () => void
}
