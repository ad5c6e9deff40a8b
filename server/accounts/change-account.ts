import type { Asserted } from '../../shared/api.ts'
import type { Answer } from '../errors/answer.ts'
import type { Guard } from '../limits/guard.ts'
import { overLimit } from '../limits/over-limit.ts'
import type { RequestContext } from '../requests/request-context.ts'
import type { Session } from '../sessions/session.ts'
import type { AccountChanges } from './account-changes.ts'
import { parseAccountName } from './account-name.ts'
import type { ActByStepUp } from './act-by-step-up.ts'

interface ChangeAccountDeps {
  readonly changes: AccountChanges
  readonly act: ActByStepUp
  readonly guard: Pick<Guard, 'rename' | 'signUpOptions'>
}

type Change<Done extends object> = (
  session: Session,
  stepUp: Asserted,
  context: RequestContext,
) => Promise<Answer<Done>>

/** What an owner does with the account itself. Each takes a step-up that was made for exactly this. */
export interface ChangeAccount {
  rename(
    session: Session,
    wish: { readonly name: string; readonly stepUp: Asserted },
    context: RequestContext,
  ): Promise<Answer<{ readonly backUntil: number }>>
  readonly restoreName: Change<object>
  readonly scheduleDeletion: Change<{ readonly dueAt: number }>
  readonly keep: Change<object>
}

/** Makes it, from what it needs. */
export function createChangeAccount({ changes, act, guard }: ChangeAccountDeps): ChangeAccount {
  return {
    async rename(session, { name, stepUp }, context) {
      // Whoever renames learns which names are taken, so this counts like a name that is tried at sign-up.
      const over =
        overLimit(await guard.rename(session.id)) ?? overLimit(await guard.signUpOptions(context.network))
      if (over) return over // [A136]
      const parsed = parseAccountName(name)
      if (!parsed.ok) return parsed // [A137]
      const action = { do: 'rename-account', name } as const
      return act({ session, action, stepUp, context }, (doing) => changes.rename(doing, parsed.name))
    },
    restoreName: (session, stepUp, context) =>
      act({ session, action: { do: 'restore-account-name' }, stepUp, context }, changes.restoreName),
    scheduleDeletion: (session, stepUp, context) =>
      act({ session, action: { do: 'delete-account' }, stepUp, context }, changes.scheduleDeletion),
    keep: (session, stepUp, context) =>
      act({ session, action: { do: 'keep-account' }, stepUp, context }, changes.keep),
  }
}
