import type { EmailAction } from '../../../shared/email-recovery.ts'
import type { ActionsOf } from '../../passkeys/declared-actions.ts'
import type { MethodSwitches } from '../../recovery/method-switches.ts'
import { switchAction } from '../../recovery/own-switch.ts'

/** What an owner does with recovery by e-mail. */
export function emailActions(switches: Pick<MethodSwitches, 'read'>): ActionsOf<EmailAction> {
  return { 'switch-email-recovery': switchAction(switches, 'email') }
}
