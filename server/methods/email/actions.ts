import { z } from 'zod'
import type { EmailAction } from '../../../shared/email-recovery.ts'
import { mayCancel } from '../../passkeys/authority.ts'
import type { ActionsOf } from '../../passkeys/declared-actions.ts'
import type { EmailSwitch } from './email-switch.ts'

/** What an owner does with recovery by e-mail. SQL judges it again. */
export function emailActions(emailSwitch: Pick<EmailSwitch, 'readiness'>): ActionsOf<EmailAction> {
  return {
    'switch-email-recovery': {
      fields: { on: z.boolean() },
      async mayConfirm({ on }, { accountId, find }) {
        const { change, on: isOn } = await emailSwitch.readiness(accountId)
        const asker = change && on === isOn ? find(change.by) : null
        return (passkey) => !asker || mayCancel(passkey, asker)
      },
    },
  }
}
