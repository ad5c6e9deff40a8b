import type { StepUpAction } from '../shared/step-up.ts'
import { accountActions } from './accounts/account-actions.ts'
import type { AccountStore } from './accounts/account-store.ts'
import { addressActions } from './addresses/address-actions.ts'
import type { AddressStore } from './addresses/address-store.ts'
import { adminActions } from './admin/admin-actions.ts'
import { assistedActions, caseActions } from './methods/assisted/actions.ts'
import { backupCodeActions } from './methods/backup-codes/actions.ts'
import type { BackupCodeStore } from './methods/backup-codes/backup-code-store.ts'
import { contactActions } from './methods/contacts/actions.ts'
import type { ContactStore } from './methods/contacts/contact-store.ts'
import type { VouchStore } from './methods/contacts/vouch-store.ts'
import { emailActions } from './methods/email/actions.ts'
import { type ActionsOf, anyPasskey } from './passkeys/declared-actions.ts'
import { passkeyActions } from './passkeys/passkey-actions.ts'
import type { PasskeyActs } from './passkeys/passkey-acts.ts'
import type { MethodSwitches } from './recovery/method-switches.ts'
import { recoveryActions } from './recovery/recovery-actions.ts'
import type { RecoveryLedger } from './recovery/recovery-ledger.ts'
import { sessionActions } from './sessions/session-actions.ts'

interface StepUpActionDeps {
  readonly accounts: Pick<AccountStore, 'changes'>
  readonly acts: Pick<PasskeyActs, 'scheduled'>
  readonly addresses: Pick<AddressStore, 'list'>
  readonly recoveries: Pick<RecoveryLedger, 'find'>
  readonly backupCodes: Pick<BackupCodeStore, 'readiness'>
  readonly methodSwitches: Pick<MethodSwitches, 'read'>
  readonly contacts: Pick<ContactStore, 'ofOwner'>
  readonly vouches: Pick<VouchStore, 'find'>
}

/** The actions that need a step-up, of every feature that asks for one. */
export function stepUpActions(deps: StepUpActionDeps): ActionsOf<StepUpAction> {
  return {
    ...passkeyActions(deps.acts),
    ...sessionActions,
    ...accountActions(deps.accounts.changes),
    'export-account': { spends: 'account-change', fields: {}, mayConfirm: anyPasskey },
    ...addressActions(deps.addresses),
    ...recoveryActions(deps.recoveries),
    ...adminActions,
    ...caseActions,
    ...assistedActions(deps.methodSwitches),
    ...backupCodeActions(deps.backupCodes),
    ...emailActions(deps.methodSwitches),
    ...contactActions(deps),
  }
}
