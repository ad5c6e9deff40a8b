import { Notice } from '../ui/notice.tsx'
import { forgets } from './messages.ts'
import { forgetsAtReload } from './missing-need.ts'

/** Says that a reload would lose everything, if this browser stores nothing. */
export function ForgetsNotice() {
  if (!forgetsAtReload()) return null
  return (
    <Notice tone="warn" title={forgets.sentence}>
      <p>{forgets.next}</p>
    </Notice>
  )
}
