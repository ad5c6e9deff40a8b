import type { BackupCodeAction } from '../../../shared/backup-codes.ts'
import type { CredentialId } from '../../../shared/ids.ts'
import { mayCancel } from '../../passkeys/authority.ts'
import type { Credential } from '../../passkeys/credential.ts'
import { type ActionsOf, anyPasskey } from '../../passkeys/declared-actions.ts'
import { id } from '../../requests/wire-fields.ts'
import type { BackupCodeStore } from './backup-code-store.ts'

/** What an owner does with backup codes. SQL judges it again. */
export function backupCodeActions(store: Pick<BackupCodeStore, 'readiness'>): ActionsOf<BackupCodeAction> {
  const whoMayTakeBack =
    (find: (id: CredentialId | null | undefined) => Credential | null, by: CredentialId | undefined) =>
    (passkey: Credential) => {
      const asker = find(by)
      return !asker || mayCancel(passkey, asker)
    }
  return {
    'make-backup-codes': {
      spends: 'account-change',
      fields: {},
      async mayConfirm(_action, { accountId, find }) {
        const { next } = await store.readiness(accountId)
        return whoMayTakeBack(find, next?.madeBy)
      },
    },
    'renew-backup-codes': { spends: 'account-change', fields: {}, mayConfirm: anyPasskey },
    'switch-off-backup-codes': { spends: 'account-change', fields: {}, mayConfirm: anyPasskey },
    'try-backup-code': { spends: 'account-change', fields: {}, mayConfirm: anyPasskey },
    'note-backup-codes': { spends: 'account-change', fields: { setId: id }, mayConfirm: anyPasskey },
    'cancel-backup-codes': {
      spends: 'remedy',
      fields: { setId: id },
      async mayConfirm({ setId }, { accountId, find }) {
        const { next, off } = await store.readiness(accountId)
        return whoMayTakeBack(find, next?.id === setId ? next.madeBy : off?.by)
      },
    },
  }
}
