import type { Asserted } from '../../shared/api.ts'
import type { Answer } from '../errors/answer.ts'
import type { RequestContext } from '../requests/request-context.ts'
import type { Session } from '../sessions/session.ts'
import { type AcknowledgeDeps, acknowledgeAlarm } from './acknowledge-alarm.ts'
import type { AdminStore } from './admin-store.ts'
import { type EnterConsoleDeps, enterConsole } from './enter-console.ts'
import { type LockRelease, type ReleaseLockDeps, releaseLock } from './release-lock.ts'

/** What an admin can do over HTTP. */
export interface AdminFeatures {
  enter(session: Session, stepUp: Asserted, context: RequestContext): Promise<Answer<object>>
  acknowledgeAlarm(session: Session, alarmId: string, context: RequestContext): Promise<Answer<object>>
  releaseLock(session: Session, release: LockRelease, context: RequestContext): Promise<Answer<object>>
}

/** Joins what admins do to one set of ports. */
export function createAdminFeatures(
  deps: EnterConsoleDeps & ReleaseLockDeps & AcknowledgeDeps & { readonly admins: AdminStore },
): AdminFeatures {
  return {
    enter: (session, stepUp, context) => enterConsole(deps, session, stepUp, context),
    acknowledgeAlarm: (session, alarmId, context) => acknowledgeAlarm(deps, session, alarmId, context),
    releaseLock: (session, release, context) => releaseLock(deps, session, release, context),
  }
}
