import type { AccountId, CredentialId, RecoveryId, SessionId } from '../../shared/ids.ts'

/** All actions that the audit records, a closed list. The Activity of an account shows them in words. */
export const AUDIT_ACTIONS = [
  'account-created',
  'signed-in',
  'signed-out',
  'sign-in-refused',
  'step-up-refused',
  'session-ended',
  'passkey-added',
  'passkey-renamed',
  'passkey-renamed-by-newer',
  'passkey-set-aside',
  'passkey-removed',
  'passkey-scheduled',
  'passkey-unscheduled',
  'passkey-suspended',
  'passkey-kept',
  'passkey-restored',
  'counter-regressed',
  'pairing-claimed',
  'pairing-second-claimant',
  'pairing-approved',
  'pairing-denied',
  'pairing-reported',
  'recovery-ended',
  'pairing-code-reused',
  'pairing-locked',
  'lock-released',
  'admin-granted',
  'admin-revoked',
  'admin-entered',
  'alarm-acknowledged',
  'recovery-registered',
  'recovery-proven',
  'recovery-lapsed',
  'recovery-frozen',
  'recovery-lifted',
  'recovery-undone',
  'changes-stopped',
] as const

/** One of these actions. */
export type AuditAction = (typeof AUDIT_ACTIONS)[number]

/** One row of the audit. It never has a code, a token or a full address in it. */
export interface AuditEntry {
  readonly action: AuditAction
  /** Null if it concerns no account. */
  readonly accountId: AccountId | null
  readonly sessionId?: SessionId
  readonly credentialId?: CredentialId
  readonly recoveryId?: RecoveryId
  /** What the acting device says it is, and its network, cut to /24 or /48. */
  readonly device?: string
  readonly network?: string
  /** More about it in a few words, such as the cause of an end. */
  readonly detail?: string
}

/** An entry as it was written. */
export interface AuditRecord extends AuditEntry {
  /** Milliseconds since 1970, by the database's clock. */
  readonly at: number
}
