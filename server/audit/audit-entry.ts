import type { AccountId, CredentialId, PairingId, SessionId } from '../../shared/ids.ts'

/** Everything that is written down, in one closed list; the Activity of an account shows it in words. */
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
  'pairing-ended',
  'pairing-code-reused',
  'pairing-locked',
  'lock-released',
  'admin-granted',
  'admin-revoked',
  'admin-entered',
  'alarm-acknowledged',
  'replacement-registered',
  'replacement-proven',
  'replacement-swept',
  'recovery-frozen',
  'recovery-lifted',
  'recovery-undone',
  'changes-stopped',
] as const

export type AuditAction = (typeof AUDIT_ACTIONS)[number]

/** One row of the audit. It never holds a code, a token or a full address. */
export interface AuditEntry {
  readonly action: AuditAction
  /** Null for a stranger's doing that touched no account. */
  readonly accountId: AccountId | null
  readonly sessionId?: SessionId
  readonly credentialId?: CredentialId
  readonly pairingId?: PairingId
  /** What the acting device claims to be, and its cut network. */
  readonly device?: string
  readonly network?: string
  /** One more word, such as an end cause. */
  readonly detail?: string
}

export interface AuditRecord extends AuditEntry {
  readonly at: number
}
