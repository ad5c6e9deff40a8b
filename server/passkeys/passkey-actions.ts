import type { PasskeyAction } from '../../shared/api.ts'
import { credentialId, id, typedName } from '../requests/wire-fields.ts'
import { mayCancel, mayChange, mayLeave, mayRestore } from './authority.ts'
import type { Credential } from './credential.ts'
import { type ActingAccount, type ActionsOf, anyPasskey } from './declared-actions.ts'
import type { PasskeyActs } from './passkey-acts.ts'

/** What an owner does with passkeys. */
export function passkeyActions(acts: Pick<PasskeyActs, 'scheduled'>): ActionsOf<PasskeyAction> {
  return {
    'add-passkey': { spends: 'account-change', fields: {}, mayConfirm: anyPasskey },
    'remove-passkey': {
      spends: 'remedy',
      fields: { credentialId },
      async mayConfirm(action, { accountId, find }) {
        const target = find(action.credentialId)
        const scheduled = await acts.scheduled(accountId)
        return (by) => {
          // One that is too new schedules it.
          if (target && mayChange(by, target) === 'outweighed') return 'outweighed'
          return mayLeave(by, action.credentialId, scheduled)
        }
      },
    },
    'restore-passkey': {
      spends: 'remedy',
      fields: { credentialId },
      mayConfirm(action, { find }) {
        const target = find(action.credentialId)
        return (by) => !target || mayRestore(by, target, find(target.suspendedBy))
      },
    },
    'report-stolen': {
      spends: 'remedy',
      fields: { credentialId },
      async mayConfirm(action, account) {
        const mayChangeIt = whoMayChange(action, account)
        const scheduled = await acts.scheduled(account.accountId)
        return (by) => {
          const may = mayChangeIt(by)
          return may === true ? mayLeave(by, action.credentialId, scheduled) : may
        }
      },
    },
    'rename-passkey': {
      spends: 'account-change',
      fields: { credentialId, name: typedName },
      mayConfirm: whoMayChange,
    },
    'cancel-scheduled': {
      spends: 'remedy',
      fields: { scheduledId: id },
      async mayConfirm({ scheduledId }, { accountId, find }) {
        const scheduled = await acts.scheduled(accountId)
        const scheduler = find(scheduled.find(({ id }) => id === scheduledId)?.by)
        return (by) => !scheduler || mayCancel(by, scheduler)
      },
    },
  }
}

type Changing = Pick<Extract<PasskeyAction, { readonly do: 'rename-passkey' }>, 'credentialId'>

function whoMayChange({ credentialId }: Changing, { find }: Pick<ActingAccount, 'find'>) {
  const target = find(credentialId)
  return (by: Credential) => !target || mayChange(by, target)
}
