import type { StepUpAction } from '../../shared/step-up.ts'
import { refusal } from '../errors/answer.ts'
import type { Guard } from '../limits/guard.ts'
import type { Verdict } from '../limits/limiter.ts'
import { overLimit } from '../limits/over-limit.ts'
import { mayDo } from '../passkeys/authority.ts'
import type { Credential } from '../passkeys/credential.ts'
import type { CredentialStore } from '../passkeys/credential-store.ts'
import type { ActionStepUp, ActionsOf, DeclaredAction, StepUpSession } from '../passkeys/declared-actions.ts'
import type { StepUp } from '../passkeys/step-up.ts'
import type { AccountStore } from './account-store.ts'

interface ActionStepUpDeps {
  readonly actions: ActionsOf<StepUpAction>
  readonly stepUp: StepUp
  readonly accounts: Pick<AccountStore, 'findOwner'>
  readonly credentials: Pick<CredentialStore, 'list'>
  readonly guard: Pick<Guard, 'stepUp' | 'accountChange' | 'remedy'>
}

/** Makes the step-ups for the actions that features declare. */
export function createActionStepUp(deps: ActionStepUpDeps): ActionStepUp {
  const { stepUp, accounts, credentials, guard } = deps

  /** Counted once it is confirmed, so that nobody who only has a copied session uses anything up. */
  async function spend(action: StepUpAction, { id, accountId }: Credential): Promise<Verdict> {
    const { spends } = declared(deps.actions, action)
    if (spends === null) return { allowed: true }
    // By passkey: whoever has another one must not use up what an owner takes that back with.
    if (spends === 'remedy') return guard.remedy(id) // [A155]
    return guard.accountChange(accountId)
  }

  return {
    async begin(session, action) {
      const over = overLimit(await guard.stepUp(session.id))
      if (over) return over // [A15]
      // Judged before the ceremony too, so that nobody has to confirm something that will be refused.
      const { accountId } = session
      const passkeys = await credentials.list(accountId)
      const able = passkeys.filter((passkey) => mayDo(passkey, 'step-up') === true)
      if (able.length === 0) return refusal('on_probation')
      const mayConfirm = await declared(deps.actions, action).mayConfirm(action, {
        accountId,
        find: (id) => passkeys.find((passkey) => passkey.id === id) ?? null,
      })
      const verdicts = able.map(mayConfirm)
      const fit = able.filter((_, index) => verdicts[index] === true)
      // An older passkey would not help against these.
      const why = (['retirement_waits', 'outweighed'] as const).find((code) => verdicts.includes(code))
      if (fit.length === 0) return refusal(why ?? 'too_new')
      return { ok: true, offer: await stepUp.begin(ownerOf(session), statementOf(action), fit) }
    },
    async finish(session, action, asserted) {
      const owner = await accounts.findOwner(session.accountId)
      if (!owner) return { ok: false, code: 'step_up_refused' }
      const { passkeys, account } = owner
      const { userHandle } = account
      const owning = { ...ownerOf(session), userHandle, passkeys }
      const stepped = await stepUp.finish(owning, statementOf(action), asserted)
      if (!stepped.ok) return stepped
      const over = overLimit(await spend(action, stepped.credential))
      if (over) return over // [A154]
      return stepped
    },
  }
}

/** The declaration under the name of an action is for this very action, which TypeScript cannot see. */
function declared(actions: ActionsOf<StepUpAction>, { do: name }: StepUpAction) {
  return actions[name] as DeclaredAction<StepUpAction>
}

function ownerOf({ id, accountId }: StepUpSession) {
  return { sessionId: id, accountId }
}

/** The whole action as one text. The order of its fields does not matter. */
function statementOf(action: StepUpAction): string {
  const fields = Object.entries(action).sort(([one], [other]) => (one < other ? -1 : 1))
  return JSON.stringify(fields)
}
