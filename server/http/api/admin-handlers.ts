import type { AdminPosts } from '../../../shared/admin.ts'
import type { AdminFeatures } from '../../admin/admin-features.ts'
import type { Authenticate } from '../../sessions/authenticate.ts'
import { signedInPlain } from './signed-in.ts'
import type { PostHandlers } from './visit.ts'

/** What admins change. Role, probation, visit and step-up are judged by the feature, at every request. */
export function adminHandlers(
  authenticate: Authenticate,
  admin: AdminFeatures,
): Pick<PostHandlers, keyof AdminPosts> {
  return {
    '/api/admin/enter': ({ stepUp }, visit) =>
      signedInPlain(authenticate, visit, (session) => admin.enter(session, stepUp, visit.visitor)),
    '/api/admin/alarms/acknowledge': ({ alarmId }, visit) =>
      signedInPlain(authenticate, visit, (session) =>
        admin.acknowledgeAlarm(session, alarmId, visit.visitor),
      ),
    '/api/admin/locks/release': (release, visit) =>
      signedInPlain(authenticate, visit, (session) => admin.releaseLock(session, release, visit.visitor)),
  }
}
