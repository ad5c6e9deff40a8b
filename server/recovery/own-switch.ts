import { z } from 'zod'
import type { Asserted } from '../../shared/api.ts'
import type { ErrorCode } from '../../shared/errors.ts'
import type { MethodSwitchPost } from '../../shared/method-switch.ts'
import type { StepUpAction } from '../../shared/step-up.ts'
import { createActByStepUp } from '../accounts/act-by-step-up.ts'
import { type Answer, refusal } from '../errors/answer.ts'
import type { Announcer } from '../events/announcer.ts'
import { mayCancel } from '../passkeys/authority.ts'
import type { ActionStepUp, DeclaredAction } from '../passkeys/declared-actions.ts'
import type { Post } from '../requests/posts.ts'
import type { RequestContext } from '../requests/request-context.ts'
import { asserted } from '../requests/wire-fields.ts'
import type { Authenticate } from '../sessions/authenticate.ts'
import type { Session } from '../sessions/session.ts'
import { signedIn } from '../sessions/signed-in.ts'
import type { MethodSwitches, SwitchedMethod } from './method-switches.ts'

/** The action that a step-up turns the switch of each method by. */
const ACTIONS = { email: 'switch-email-recovery', assisted: 'switch-assisted' } as const satisfies Readonly<
  Record<SwitchedMethod, StepUpAction['do']>
>

interface OwnSwitchDeps {
  readonly method: SwitchedMethod
  readonly setting: 'off' | 'user' | 'on'
  /** The answer to whoever wants to switch off what the site asks every account to have. */
  readonly required: ErrorCode
  readonly switches: Pick<MethodSwitches, 'turn'>
  readonly stepUp: Pick<ActionStepUp, 'finish'>
  readonly announcer: Pick<Announcer, 'accountChanged'>
}

/** An owner says whether a method is a way back into their account. */
export type OwnSwitch = (
  session: Session,
  wish: { readonly on: boolean; readonly stepUp: Asserted },
  context: RequestContext,
) => Promise<Answer<{ readonly at: number | null }>>

/** Makes it, from what it needs. */
export function createOwnSwitch(deps: OwnSwitchDeps): OwnSwitch {
  const { method, setting, required, switches, stepUp, announcer } = deps
  const act = createActByStepUp({ stepUp, announcer })
  return async (session, { on, stepUp: stepped }, context) => {
    if (setting === 'off') return refusal('not_found')
    if (setting === 'on' && !on) return refusal(required) // [E23]
    const action = { do: ACTIONS[method], on }
    return act({ session, action, stepUp: stepped, context }, (doing) => switches.turn(doing, method, on))
  }
}

/** The post for it. */
export function switchPost(
  authenticate: Authenticate,
  ownSwitch: OwnSwitch,
): Post<MethodSwitchPost[0], MethodSwitchPost[1]> {
  return {
    takes: z.strictObject({ on: z.boolean(), stepUp: asserted }),
    async answer(wish, context) {
      const done = await signedIn(authenticate, context, (session) => ownSwitch(session, wish, context))
      return done.ok ? { ok: true, body: { at: done.at } } : done
    },
  }
}

/** What an owner confirms for it. SQL judges it again. */
export function switchAction(
  switches: Pick<MethodSwitches, 'read'>,
  method: SwitchedMethod,
): DeclaredAction<{ readonly do: string; readonly on: boolean }> {
  return {
    // Switching it back cancels a change that somebody else may have made.
    spends: 'remedy',
    fields: { on: z.boolean() },
    async mayConfirm({ on }, { accountId, find }) {
      const { change, on: isOn } = await switches.read(accountId, method)
      const asker = change && on === isOn ? find(change.by) : null
      return (passkey) => !asker || mayCancel(passkey, asker)
    },
  }
}
