import type { AccountAction } from './account-changes.ts'
import type { ExportAction } from './account-export.ts'
import type { AddressAction } from './addresses.ts'
import type { AdminAction } from './admin-posts.ts'
import type { PasskeyAction, RecoveryAction, RequestOffer, SessionAction } from './api.ts'
import type { AssistedAction, CaseAction } from './assisted.ts'
import type { BackupCodeAction } from './backup-codes.ts'
import type { ContactAction } from './contacts.ts'
import type { EmailAction } from './email-recovery.ts'

/**
 * The one action that a step-up is made for. Its text is part of the challenge. The feature that asks for the step-up
 * declares the action.
 */
export type StepUpAction =
  | PasskeyAction
  | SessionAction
  | AccountAction
  | ExportAction
  | RecoveryAction
  | AddressAction
  | AdminAction
  | BackupCodeAction
  | EmailAction
  | CaseAction
  | AssistedAction
  | ContactAction

/** The post that begins a step-up. It ends with the action itself. */
export interface StepUpPosts {
  '/api/step-up': [{ readonly action: StepUpAction }, RequestOffer]
}
