import type { Asserted } from '../../shared/api.ts'
import type { StepUpAction } from '../../shared/step-up.ts'
import type { Answer } from '../errors/answer.ts'
import type { Announcer } from '../events/announcer.ts'
import type { ActionStepUp } from '../passkeys/declared-actions.ts'
import type { Doing } from '../passkeys/passkey-acts.ts'
import { type RequestContext, trace } from '../requests/request-context.ts'
import type { Session } from '../sessions/session.ts'

interface ActByStepUpDeps {
  readonly stepUp: Pick<ActionStepUp, 'finish'>
  readonly announcer: Pick<Announcer, 'accountChanged'>
}

/** What a session wants to do, and the step-up that was made for exactly this. */
interface Asked<Action extends StepUpAction> {
  readonly session: Session
  readonly action: Action
  readonly stepUp: Asserted
  readonly context: RequestContext
}

/** Makes the step-up, acts, and tells the other devices if it was done. */
export type ActByStepUp = <Done extends object>(
  asked: Asked<StepUpAction>,
  act: (doing: Doing) => Promise<Answer<Done>>,
) => Promise<Answer<Done>>

/** Makes it, from what it needs. */
export function createActByStepUp({ stepUp, announcer }: ActByStepUpDeps): ActByStepUp {
  return async ({ session, action, stepUp: asserted, context }, act) => {
    const stepped = await stepUp.finish(session, action, asserted)
    if (!stepped.ok) return stepped // [A19]
    const { accountId, id: sessionId } = session
    const by = stepped.credential.id
    const done = await act({ accountId, by, trace: { sessionId, ...trace(context) } })
    if (done.ok) announcer.accountChanged(accountId) // [B17]
    return done
  }
}
