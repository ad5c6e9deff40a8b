import type { Asserted } from '../../../shared/api.ts'
import { createActByStepUp } from '../../accounts/act-by-step-up.ts'
import { type Answer, refusal } from '../../errors/answer.ts'
import type { Announcer } from '../../events/announcer.ts'
import type { ActionStepUp } from '../../passkeys/declared-actions.ts'
import type { RequestContext } from '../../requests/request-context.ts'
import type { Session } from '../../sessions/session.ts'
import type { EmailSwitch } from './email-switch.ts'
import type { EmailSettings } from './settings.ts'

interface OwnSwitchDeps {
  readonly setting: EmailSettings
  readonly emailSwitch: Pick<EmailSwitch, 'turn'>
  readonly stepUp: Pick<ActionStepUp, 'finish'>
  readonly announcer: Pick<Announcer, 'accountChanged'>
}

/** An owner says whether e-mail is a way back into their account. */
export type OwnSwitch = (
  session: Session,
  wish: { readonly on: boolean; readonly stepUp: Asserted },
  context: RequestContext,
) => Promise<Answer<{ readonly at: number | null }>>

/** Makes it, from what it needs. */
export function createOwnSwitch({ setting, emailSwitch, stepUp, announcer }: OwnSwitchDeps): OwnSwitch {
  const act = createActByStepUp({ stepUp, announcer })
  return async (session, { on, stepUp: asserted }, context) => {
    if (setting === 'off') return refusal('not_found')
    if (setting === 'on' && !on) return refusal('email_recovery_required') // [E23]
    return act({ session, action: { do: 'switch-email-recovery', on }, stepUp: asserted, context }, (doing) =>
      emailSwitch.turn(doing, on),
    )
  }
}
