import type { AccountId, CredentialId, RecoveryId } from '../../shared/ids.ts'

/**
 * `unproven`: registered by a recovery, not yet used. `suspended`: set aside, as lost, stolen, or about to go;
 * reversible. `frozen`: what brought it was stopped, and waits for a step-up with an older passkey. `removed`:
 * gone for good; kept as a record of what was once bound (NIST SP 800-63B-4 section 4.1), never accepted.
 */
export type CredentialStatus = 'unproven' | 'active' | 'suspended' | 'frozen' | 'removed'

export interface Credential {
  readonly id: CredentialId
  readonly accountId: AccountId
  /** COSE key. */
  readonly publicKey: Uint8Array
  readonly counter: number
  /** As its browser said when it was made. A record; it is sent to no browser. */
  readonly transports: readonly string[]
  readonly aaguid: string
  readonly name: string
  /** Backup eligible, so it may be on several devices (WebAuthn Level 3, section 6.1.3). */
  readonly synced: boolean
  readonly backedUp: boolean
  readonly status: CredentialStatus
  readonly createdAt: number
  readonly lastUsedAt: number | null
  /** Until then it signs in and does nothing that outlives an undo. */
  readonly probationUntil: number | null
  /** Whether that is still so, by the database's clock when the row was read: no node's clock decides it. */
  readonly onProbation: boolean
  /** The arrival that it came by, a recovery or an addition; null for the first one of an account. */
  readonly recoveryId: RecoveryId | null
  /** When that arrival was written down, as long as it can be undone by the database's clock; else null. */
  readonly undoableSince: number | null
  /** Until when it can, unless it is frozen: then it waits for a verdict. */
  readonly undoableUntil: number | null
  /** Which passkey approved or added it, as long as that waits for its proof or can be undone; else null. */
  readonly broughtBy: CredentialId | null
  /** Set while it is suspended: who answers for that, if known, since when, and when it goes for good, if so. */
  readonly suspendedBy: CredentialId | null
  readonly suspendedAt: number | null
  readonly leavesAt: number | null
  /** Where it was bound from: what the device said it is, and the cut network. */
  readonly boundDevice: string
  readonly boundNetwork: string
}

/** A credential that a registration ceremony just yielded; the store adds status and times. */
export type NewCredential = Omit<
  Credential,
  | 'status'
  | 'createdAt'
  | 'lastUsedAt'
  | 'probationUntil'
  | 'onProbation'
  | 'recoveryId'
  | 'undoableSince'
  | 'undoableUntil'
  | 'broughtBy'
  | 'suspendedBy'
  | 'suspendedAt'
  | 'leavesAt'
>
