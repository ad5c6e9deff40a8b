import type { Asserted } from '../../shared/api.ts'
import { type Answer, refusal } from '../errors/answer.ts'
import { mayAdminister } from '../passkeys/authority.ts'
import type { ActionStepUp } from '../passkeys/declared-actions.ts'
import { type RequestContext, trace } from '../requests/request-context.ts'
import type { Session } from '../sessions/session.ts'
import type { EventStore } from '../site-events/event-store.ts'
import type { AdminStore } from './admin-store.ts'
import { maySee } from './may-see.ts'

interface ReplayDeps {
  readonly admins: Pick<AdminStore, 'standings'>
  readonly stepUp: Pick<ActionStepUp, 'finish'>
  readonly events: Pick<EventStore, 'replay'>
}

/** Which event, or all (null), and the step-up that was made for exactly this. */
interface Replay {
  readonly eventId: string | null
  readonly stepUp: Asserted
}

/** Has dead events sent again. It is written into the audit in the same transaction. */
export type ReplayEvents = (
  session: Session,
  replay: Replay,
  context: RequestContext,
) => Promise<Answer<object>>

export function createReplayEvents({ admins, stepUp, events }: ReplayDeps): ReplayEvents {
  return async (session, { eventId, stepUp: asserted }, context) => {
    const { id: sessionId, accountId } = session
    const may = maySee((await admins.standings([sessionId])).get(sessionId) ?? null)
    if (may !== true) return refusal(may) // [N10]
    const stepped = await stepUp.finish(session, { do: 'replay-event', eventId }, asserted)
    if (!stepped.ok) return stepped // [N11]
    const mayConfirm = mayAdminister(stepped.credential)
    if (mayConfirm !== true) return refusal(mayConfirm) // [N12]
    const audit = { action: 'event-replayed', accountId, sessionId, ...trace(context) } as const
    return (await events.replay(eventId, audit)) > 0 ? { ok: true } : refusal('not_found')
  }
}
