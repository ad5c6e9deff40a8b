import { ACCOUNT_AUDIT_ACTIONS } from './account-changes.ts'
import { ASSISTED_AUDIT_ACTIONS } from './assisted.ts'
import { BACKUP_CODE_AUDIT_ACTIONS } from './backup-codes.ts'
import { CONTACT_AUDIT_ACTIONS } from './contacts.ts'
import { EMAIL_AUDIT_ACTIONS } from './email-recovery.ts'
import { PAIRING_AUDIT_ACTIONS } from './pairing.ts'

/**
 * All actions that the audit records, a closed list. For each: how many rows of its own it gets in the security news of
 * the account page. Older ones share one row with a count. An action that others can cause again and again gets one row.
 * Null for an action that is no news, which stands under Activity.
 */
export const AUDIT_ACTIONS = {
  'account-created': 1,
  'signed-in': null,
  'signed-out': null,
  'sign-in-refused': 1,
  'step-up-refused': 1,
  'session-ended': 3,
  'account-exported': 3,
  ...ACCOUNT_AUDIT_ACTIONS,
  'passkey-added': 5,
  'passkey-renamed': null,
  'passkey-renamed-by-newer': 5,
  'passkey-set-aside': 5,
  'passkey-removed': 5,
  'passkey-scheduled': 5,
  'passkey-unscheduled': 3,
  'passkey-suspended': 5,
  'passkey-kept': 1,
  'passkey-restored': 3,
  'counter-regressed': 5,
  'address-asked': null,
  'address-forgotten': null,
  'address-added': 3,
  'address-counts': 3,
  'address-scheduled': 3,
  'address-kept': 3,
  'address-removed': 3,
  'mail-undelivered': 1,
  'lock-released': null,
  'admin-granted': 3,
  'admin-revoked': 3,
  'admin-entered': 1,
  'alarm-acknowledged': null,
  'event-replayed': null,
  'recovery-proof-added': 5,
  'recovery-paused': 3,
  'recovery-ended': null,
  'recovery-registered': 5,
  'recovery-proven': 5,
  'recovery-lapsed': 3,
  'recovery-frozen': 5,
  'recovery-lifted': 5,
  'recovery-undone': 5,
  'changes-stopped': 5,
  ...PAIRING_AUDIT_ACTIONS,
  ...BACKUP_CODE_AUDIT_ACTIONS,
  ...EMAIL_AUDIT_ACTIONS,
  ...CONTACT_AUDIT_ACTIONS,
  ...ASSISTED_AUDIT_ACTIONS,
} as const satisfies Readonly<Record<string, number | null>>

/** One of these actions. */
export type AuditAction = keyof typeof AUDIT_ACTIONS
