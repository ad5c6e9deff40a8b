import type { AuditAction } from '../../shared/audit.ts'
import type { AccountId, CredentialId, RecoveryId, SessionId } from '../../shared/ids.ts'

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
  /** Another account that its detail says something of. When that is deleted, the detail goes with it. */
  readonly aboutId?: AccountId
  /** Of a proof, only for the events that are told of it: whether its recovery began with it, and until when that waits. */
  readonly proof?: { readonly first: boolean; readonly until: number | null }
  /** Of contacts, only for these events too: the state of one that ended, and what all were and are as a way back. */
  readonly contacts?: {
    readonly ended: 'asked' | 'waiting' | 'counts' | null
    readonly was: WayByContacts
    readonly is: WayByContacts
  }
}

/** Whether any contact counts, and whether any of those is to stay. */
export type WayByContacts = 'off' | 'ending' | 'on'

/** An entry as it was written. */
export interface AuditRecord extends AuditEntry {
  /** Milliseconds since 1970, by the database's clock. */
  readonly at: number
}
