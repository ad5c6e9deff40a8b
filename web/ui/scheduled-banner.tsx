import type { ComponentChildren } from 'preact'
import type { ScheduledRow } from '../../shared/account-page.ts'
import { recovery as say } from '../messages/recovery.ts'
import { Notice } from './notice.tsx'

interface ScheduledBannerProps {
  readonly row: ScheduledRow
  /** What can be done about it. */
  readonly children?: ComponentChildren
}

/** Shows a removal that a new passkey scheduled, and who can cancel it. */
export function ScheduledBanner({ row, children }: ScheduledBannerProps) {
  return (
    <Notice tone="warn" live="status" title={say.scheduledTitle}>
      <p>
        {say.scheduled(row)} {say.scheduledText(row)}
      </p>
      {children}
    </Notice>
  )
}
