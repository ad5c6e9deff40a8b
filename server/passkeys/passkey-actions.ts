import type { PasskeyAction } from '../../shared/api.ts'
import { credentialId, id, typedName } from '../requests/wire-fields.ts'
import { mayCancel, mayChange, mayRestore } from './authority.ts'
import { type ActionsOf, anyPasskey, type DeclaredAction } from './declared-actions.ts'
import type { PasskeyActs } from './passkey-acts.ts'

/** What an owner does with passkeys. */
export function passkeyActions(acts: Pick<PasskeyActs, 'scheduled'>): ActionsOf<PasskeyAction> {
  return {
    'add-passkey': { spends: 'account-change', fields: {}, mayConfirm: anyPasskey },
    'remove-passkey': { spends: 'remedy', fields: { credentialId }, mayConfirm: anyPasskey },
    'restore-passkey': {
      spends: 'remedy',
      fields: { credentialId },
      mayConfirm(action, { find }) {
        const target = find(action.credentialId)
        return (by) => !target || mayRestore(by, target, find(target.suspendedBy))
      },
    },
    'report-stolen': { spends: 'remedy', fields: { credentialId }, mayConfirm: whoMayChange },
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

type Changing = Extract<PasskeyAction, { readonly do: 'report-stolen' | 'rename-passkey' }>

const whoMayChange: DeclaredAction<Changing>['mayConfirm'] = ({ credentialId }, { find }) => {
  const target = find(credentialId)
  return (by) => !target || mayChange(by, target)
}
