import { Notice } from '../../../ui/notice.tsx'
import { SupportLink } from '../../../ui/support-link.tsx'
import { cannotApprove, cannotApproveElse } from './messages.ts'

/** Said before anything is claimed: another device can still use the code. */
export function CannotApproveScreen({ why }: { readonly why: keyof typeof cannotApprove }) {
  const words = cannotApprove[why]
  return (
    <Notice tone="warn" title={words.sentence}>
      <p>{words.next}</p>
      <p>
        {cannotApproveElse.none} <SupportLink /> {cannotApproveElse.never}
      </p>
    </Notice>
  )
}
