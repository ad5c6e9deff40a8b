import { z } from 'zod'
import type { AdminPosts } from '../../shared/admin-posts.ts'
import type { PostsOf } from '../requests/posts.ts'
import { asserted, id } from '../requests/wire-fields.ts'
import type { Authenticate } from '../sessions/authenticate.ts'
import { signedInPlain } from '../sessions/signed-in.ts'
import type { AcknowledgeAlarm } from './acknowledge-alarm.ts'
import { eventId } from './admin-actions.ts'
import type { EnterConsole } from './enter-console.ts'
import type { ReleaseLock } from './release-lock.ts'
import type { ReplayEvents } from './replay-events.ts'

interface AdminPostDeps {
  readonly authenticate: Authenticate
  readonly enterConsole: EnterConsole
  readonly acknowledgeAlarm: AcknowledgeAlarm
  readonly releaseLock: ReleaseLock
  readonly replayEvents: ReplayEvents
}

/** What admins change. The feature judges role, probation, opening and step-up at every request. */
export function adminPosts(deps: AdminPostDeps): PostsOf<AdminPosts> {
  const { authenticate, enterConsole, acknowledgeAlarm, releaseLock, replayEvents } = deps
  return {
    '/api/admin/enter': {
      takes: z.strictObject({ stepUp: asserted }),
      answer: ({ stepUp }, context) =>
        signedInPlain(authenticate, context, (session) => enterConsole(session, stepUp, context)),
    },
    '/api/admin/alarms/acknowledge': {
      takes: z.strictObject({ alarmId: z.string().regex(/^[a-z-]{1,40}-\d{1,20}$/) }),
      answer: ({ alarmId }, context) =>
        signedInPlain(authenticate, context, (session) => acknowledgeAlarm(session, alarmId, context)),
    },
    '/api/admin/locks/release': {
      takes: z.strictObject({ lockId: id, reason: z.string().max(1024), stepUp: asserted }),
      answer: (release, context) =>
        signedInPlain(authenticate, context, (session) => releaseLock(session, release, context)),
    },
    '/api/admin/events/replay': {
      takes: z.strictObject({ eventId, stepUp: asserted }),
      answer: (replay, context) =>
        signedInPlain(authenticate, context, (session) => replayEvents(session, replay, context)),
    },
  }
}
