import type { Asserted } from '../../shared/api.ts'
import type { Answer } from '../answer.ts'
import type { AdminStore } from '../ports/admin-store.ts'
import type { Session } from '../sessions/session.ts'
import type { Visitor } from '../sessions/visitor.ts'
import { type AcknowledgeDeps, acknowledgeAlarm } from './acknowledge-alarm.ts'
import { type EnterConsoleDeps, enterConsole } from './enter-console.ts'
import { type LockRelease, type ReleaseLockDeps, releaseLock } from './release-lock.ts'

/** What an admin can do over HTTP. */
export interface AdminFeatures {
  enter(session: Session, stepUp: Asserted, visitor: Visitor): Promise<Answer<object>>
  acknowledgeAlarm(session: Session, alarmId: string, visitor: Visitor): Promise<Answer<object>>
  releaseLock(session: Session, release: LockRelease, visitor: Visitor): Promise<Answer<object>>
}

/** Joins what admins do to one set of ports. */
export function createAdminFeatures(
  deps: EnterConsoleDeps & ReleaseLockDeps & AcknowledgeDeps & { readonly admins: AdminStore },
): AdminFeatures {
  return {
    enter: (session, stepUp, visitor) => enterConsole(deps, session, stepUp, visitor),
    acknowledgeAlarm: (session, alarmId, visitor) => acknowledgeAlarm(deps, session, alarmId, visitor),
    releaseLock: (session, release, visitor) => releaseLock(deps, session, release, visitor),
  }
}
