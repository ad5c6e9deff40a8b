import type { Asserted } from '../../../shared/api.ts'
import { type Answer, refusal } from '../../errors/answer.ts'
import type { Announcer } from '../../events/announcer.ts'
import type { ActionStepUp } from '../../passkeys/declared-actions.ts'
import { type RequestContext, trace } from '../../requests/request-context.ts'
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
  return async (session, { on, stepUp: asserted }, context) => {
    if (setting === 'off') return refusal('not_found')
    if (setting === 'on' && !on) return refusal('email_recovery_required') // [E23]
    const stepped = await stepUp.finish(session, { do: 'switch-email-recovery', on }, asserted)
    if (!stepped.ok) return stepped // [E24]
    const { accountId, id: sessionId } = session
    const by = stepped.credential.id
    const done = await emailSwitch.turn({ accountId, by, trace: { sessionId, ...trace(context) } }, on)
    if (done.ok) announcer.accountChanged(accountId)
    return done
  }
}
