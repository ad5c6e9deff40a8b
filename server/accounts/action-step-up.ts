import type { Asserted, RequestOffer, StepUpAction } from '../../shared/api.ts'
import { type Answer, overLimit, refusal } from '../answer.ts'
import { mayDo } from '../passkeys/may-do.ts'
import type { StepUp, StepUpResult } from '../passkeys/step-up.ts'
import type { CredentialStore } from '../ports/credential-store.ts'
import type { Session } from '../sessions/session.ts'
import type { Guard } from '../throttle/guard.ts'

export interface ActionStepUpDeps {
  readonly stepUp: StepUp
  readonly credentials: Pick<CredentialStore, 'list'>
  readonly guard: Pick<Guard, 'stepUp'>
}

/** Step-ups for the actions of the account page. */
export interface ActionStepUp {
  begin(session: Session, action: StepUpAction): Promise<Answer<{ offer: RequestOffer }>>
  finish(session: Session, action: StepUpAction, asserted: Asserted): Promise<StepUpResult>
}

export function createActionStepUp({ stepUp, credentials, guard }: ActionStepUpDeps): ActionStepUp {
  return {
    async begin(session, action) {
      const over = overLimit(await guard.stepUp(session.id))
      if (over) return over // [A15]
      // Said before the ceremony, so that nobody lifts a finger in vain.
      const passkeys = await credentials.list(session.accountId)
      if (!passkeys.some((passkey) => mayDo(passkey, 'step-up') === true)) return refusal('on_probation')
      return { ok: true, offer: await stepUp.begin(ownerOf(session), statementOf(action)) }
    },
    finish: (session, action, asserted) => stepUp.finish(ownerOf(session), statementOf(action), asserted),
  }
}

function ownerOf({ id, accountId }: Session) {
  return { sessionId: id, accountId }
}

/** All of the action as one text, whatever order its fields came in. */
function statementOf(action: StepUpAction): string {
  const fields = Object.entries(action).sort(([one], [other]) => (one < other ? -1 : 1))
  return JSON.stringify(fields)
}
