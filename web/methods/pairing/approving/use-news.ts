import { useRef } from 'preact/hooks'
import type { RecoveryRow, ScheduledRow } from '../../../../shared/account-page.ts'
import type { UnderWayRow } from '../../../../shared/slow-recovery.ts'
import { type ApproveState, approveScreenOf } from './approve-state.ts'

interface News {
  readonly recoveries: readonly RecoveryRow[]
  readonly scheduled: readonly ScheduledRow[]
  readonly underWay: readonly UnderWayRow[]
  /** What this page has just approved: it is shown, but not as a warning. */
  readonly expected: RecoveryRow | null
}

/** News of the account. Null while nobody is signed in. If two recoveries are new at once, neither is expected. */
export function useNews(state: ApproveState): News | null {
  const before = useRef<ReadonlySet<string> | null>(null)
  const { session, claim } = state
  if (!session || !('signedIn' in session) || !session.signedIn) return null
  const { recoveries, scheduled, underWay } = session
  if (!claim || !before.current) before.current = new Set(recoveries.map(({ id }) => id))
  const known = before.current
  const fresh = recoveries.filter(({ method, id }) => method === 'pairing' && !known.has(id))
  const [only = null] = approveScreenOf(state) === 'done' && fresh.length === 1 ? fresh : []
  return { recoveries, scheduled, underWay, expected: only }
}
