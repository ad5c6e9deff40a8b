import type { z } from 'zod'
import type { Asserted, RequestOffer } from '../../shared/api.ts'
import type { ErrorCode } from '../../shared/errors.ts'
import type { AccountId, SessionId } from '../../shared/ids.ts'
import type { StepUpAction } from '../../shared/step-up.ts'
import type { Answer } from '../errors/answer.ts'
import type { Credential } from './credential.ts'
import type { StepUpResult } from './step-up.ts'

/** The session that steps up. */
export interface StepUpSession {
  readonly id: SessionId
  readonly accountId: AccountId
}

/** Step-ups for the actions that features declare. */
export interface ActionStepUp {
  begin(session: StepUpSession, action: StepUpAction): Promise<Answer<{ offer: RequestOffer }>>
  finish(session: StepUpSession, action: StepUpAction, asserted: Asserted): Promise<StepUpResult>
}

/** The account of the session that steps up, with its passkeys as they were read for that. */
export interface ActingAccount {
  readonly accountId: AccountId
  find(id: string | null | undefined): Credential | null
}

/** Says of a passkey whether it may confirm an action now. */
type MayConfirm = (passkey: Credential) => true | ErrorCode

/** An action that needs a step-up: what it spends, its fields, which allow no others, and which passkeys may confirm it. */
export interface DeclaredAction<Action> {
  /**
   * The budget that it spends once it is confirmed. `remedy`: it takes something back, or stops or ends it. Null: it does
   * nothing in the account of who confirms it.
   */
  readonly spends: 'account-change' | 'remedy' | null
  readonly fields: { readonly [Field in Exclude<keyof Action, 'do'>]: z.ZodType<Action[Field]> }
  /** Asked before the ceremony. Whoever does the action judges it again. */
  mayConfirm(action: Action, account: ActingAccount): MayConfirm | Promise<MayConfirm>
}

/** One declaration for each action of a union, so that none is forgotten. */
export type ActionsOf<Action extends { readonly do: string }> = {
  readonly [Name in Action['do']]: DeclaredAction<Extract<Action, { readonly do: Name }>>
}

/** For an action that every passkey may confirm which may make a step-up. */
export const anyPasskey = (): MayConfirm => () => true
