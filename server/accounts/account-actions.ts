import type { AccountAction } from '../../shared/account-changes.ts'
import type { CredentialId } from '../../shared/ids.ts'
import { mayRevert } from '../passkeys/authority.ts'
import type { Credential } from '../passkeys/credential.ts'
import { type ActionsOf, anyPasskey } from '../passkeys/declared-actions.ts'
import { typedName } from '../requests/wire-fields.ts'
import type { AccountChanges } from './account-changes.ts'

/** What an owner does with the account itself. */
export function accountActions(changes: Pick<AccountChanges, 'of'>): ActionsOf<AccountAction> {
  return {
    'rename-account': { spends: 'account-change', fields: { name: typedName }, mayConfirm: anyPasskey },
    'restore-account-name': {
      spends: 'remedy',
      fields: {},
      async mayConfirm(_action, { accountId, find }) {
        return reverting((await changes.of(accountId)).renaming, find)
      },
    },
    'delete-account': { spends: 'account-change', fields: {}, mayConfirm: anyPasskey },
    'keep-account': {
      spends: 'remedy',
      fields: {},
      async mayConfirm(_action, { accountId, find }) {
        return reverting((await changes.of(accountId)).deletion, find)
      },
    },
  }
}

function reverting(
  change: { readonly by: CredentialId } | null,
  find: (id: CredentialId | undefined) => Credential | null,
) {
  const doer = find(change?.by)
  return (by: Credential) => !doer || mayRevert(by, doer)
}
