import type { Asserted } from '../../shared/api.ts'
import type { SessionId } from '../../shared/ids.ts'
import { type Answer, refusal } from '../errors/answer.ts'
import type { Announcer } from '../events/announcer.ts'
import type { ActionStepUp } from '../passkeys/declared-actions.ts'
import { type RequestContext, trace } from '../requests/request-context.ts'
import type { Session } from './session.ts'
import type { SessionStore } from './session-store.ts'
import { hashToken } from './token.ts'

interface EndSessionsDeps {
  readonly sessions: SessionStore
  readonly announcer: Pick<Announcer, 'accountChanged' | 'sessionsEnded'>
  readonly stepUp: ActionStepUp
}

/** Which sessions, and the step-up that was made for exactly these. */
interface EndingSessions {
  readonly ids: readonly SessionId[]
  readonly stepUp: Asserted
}

/** The ways in which an owner ends sessions. */
export interface EndSessions {
  /** Ends the session of the cookie, if it is live. */
  signOut(context: RequestContext): Promise<void>
  /**
   * Ends sessions of the owner's account that began before the step-up did and that no older passkey began. Other ids
   * are ignored.
   */
  end(
    session: Session,
    ending: EndingSessions,
    context: RequestContext,
  ): Promise<Answer<{ ended: number; stayed: number }>>
}

export function createEndSessions({ sessions, announcer, stepUp }: EndSessionsDeps): EndSessions {
  const tell = ({ accountId }: Session, ended: readonly SessionId[]) => {
    announcer.sessionsEnded(ended)
    announcer.accountChanged(accountId)
  }
  return {
    async signOut(context) {
      if (context.sessionToken === null) return
      const ended = await sessions.end(hashToken(context.sessionToken), ({ accountId, id: sessionId }) => ({
        action: 'signed-out',
        accountId,
        sessionId,
        ...trace(context),
      }))
      if (ended) tell(ended, [ended.id])
    },
    async end(session, { ids, stepUp: asserted }, context) {
      const stepped = await stepUp.finish(session, { do: 'end-sessions', ids }, asserted)
      if (!stepped.ok) return stepped // [A3]
      const { accountId, id: sessionId } = session
      const doing = { accountId, by: stepped.credential.id, trace: { sessionId, ...trace(context) } }
      const { ended, stayed, allOfOlder } = await sessions.endBy(doing, ids, stepped.beganAt)
      if (allOfOlder) return refusal('too_new')
      tell(session, ended)
      return { ok: true, ended: ended.length, stayed }
    },
  }
}
