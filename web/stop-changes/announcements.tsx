import '../ui/button.css'
import './announcements.css'
import type { RecoveryRow, ScheduledRow } from '../../shared/account-page.ts'
import { recovery as say } from '../messages/recovery.ts'
import { Fold } from '../ui/fold.tsx'
import { RecoveryBanner } from '../ui/recovery-banner.tsx'
import { ScheduledBanner } from '../ui/scheduled-banner.tsx'
import { StopChangesHere } from './stop-changes-here.tsx'

interface AnnouncementsProps {
  readonly recoveries: readonly RecoveryRow[]
  readonly scheduled: readonly ScheduledRow[]
  /** A recovery that the person has just approved, so that it needs no warning. */
  readonly expected?: RecoveryRow | null
}

/** For pages that are not about the account: its news in short, and the button that stops all of it. */
export function Announcements({ recoveries, scheduled, expected = null }: AnnouncementsProps) {
  const banners = [
    ...recoveries.map((recovery) => (
      <RecoveryBanner key={recovery.id} recovery={recovery} expected={recovery === expected} />
    )),
    ...scheduled.map((row) => <ScheduledBanner key={row.id} row={row} />),
  ]
  const [first, ...more] = banners
  if (!first) return null
  return (
    <div class="announcements">
      {first}
      {more.length > 0 && <Fold summary={say.more(more.length)}>{more}</Fold>}
      {(recoveries.some((recovery) => !recovery.own && recovery !== expected) || scheduled.length > 0) && (
        <StopChangesHere kind="danger" />
      )}
      <a class="button quiet" href="/account">
        {say.see}
      </a>
    </div>
  )
}
