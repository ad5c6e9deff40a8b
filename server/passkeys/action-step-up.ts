import type { Asserted, RequestOffer, StepUpAction } from '../../shared/api.ts'
import type { AccountId, SessionId } from '../../shared/ids.ts'
import type { Answer } from '../errors/answer.ts'
import type { StepUpResult } from './step-up.ts'

/** The session that steps up. */
export interface StepUpSession {
  readonly id: SessionId
  readonly accountId: AccountId
}

/** Step-ups for the actions of the account page. */
export interface ActionStepUp {
  begin(session: StepUpSession, action: StepUpAction): Promise<Answer<{ offer: RequestOffer }>>
  finish(session: StepUpSession, action: StepUpAction, asserted: Asserted): Promise<StepUpResult>
}
