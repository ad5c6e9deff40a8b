import type { AccountId, CredentialId, RecoveryId } from '../../shared/ids.ts'

/**
 * `unproven`: registered by a recovery, not yet used. `suspended`: set aside because it was lost or stolen, or is
 * about to be removed; this can be taken back. `frozen`: its arrival was stopped, and waits for a step-up with an
 * older passkey. `removed`: removed for good. It is kept as a record of what was once bound (NIST SP 800-63B-4
 * section 4.1), and never accepted.
 */
export type CredentialStatus = 'unproven' | 'active' | 'suspended' | 'frozen' | 'removed'

export interface Credential {
  readonly id: CredentialId
  readonly accountId: AccountId
  /** COSE key. */
  readonly publicKey: Uint8Array
  readonly counter: number
  /** As its browser said when it was made. Only a record, which is not sent to browsers. */
  readonly transports: readonly string[]
  readonly aaguid: string
  readonly name: string
  /** Backup eligible, so it may be on several devices (WebAuthn Level 3, section 6.1.3). */
  readonly synced: boolean
  readonly backedUp: boolean
  readonly status: CredentialStatus
  readonly createdAt: number
  readonly lastUsedAt: number | null
  /** Until then it may sign in, and do nothing that outlasts an undo. */
  readonly probationUntil: number | null
  /** Whether that was still so when the row was read, by the database's clock. No node's clock decides it. */
  readonly onProbation: boolean
  /** The recovery or addition that it arrived by. Null for the first passkey of an account. */
  readonly recoveryId: RecoveryId | null
  /** When that arrival was written down, as long as it can be undone, by the database's clock. Else null. */
  readonly undoableSince: number | null
  /** Whether it came by proofs that outweigh one passkey, and is not proven or its arrival can be undone. */
  readonly outweighs: boolean
  /** Whether a recovery that outweighs it called it lost or stolen, until it is retired or that recovery is stopped. */
  readonly calledOut: boolean
  /**
   * Set while its arrival is frozen, if that outweighs one passkey: for how many milliseconds more it is paused, by the
   * database's clock, or that two passkeys keep it so as a tie.
   */
  readonly halted: { readonly pausedForMs: number } | 'tie' | null
  /** Whether it came by an operator's link, and its account was granted the admin role after its first sign-in. */
  readonly grantedSince: boolean
  /** Until when it can be undone. Null if it is frozen: then it waits for a decision. */
  readonly undoableUntil: number | null
  /**
   * The passkey that approved or added it, as long as this one is not proven or its arrival can be undone. Else null, and
   * null if none did.
   */
  readonly broughtBy: CredentialId | null
  /**
   * Set while it is suspended: which passkey did it, if that is known, since when, and when it is removed for good,
   * if it is.
   */
  readonly suspendedBy: CredentialId | null
  readonly suspendedAt: number | null
  readonly leavesAt: number | null
  /** Where it was made: what the device said it is, and the cut network. */
  readonly boundDevice: string
  readonly boundNetwork: string
}

/** Whether it could ever do anything. One that came by a recovery cannot before its first sign-in. */
export function wasUsable({
  recoveryId,
  lastUsedAt,
}: Pick<Credential, 'recoveryId' | 'lastUsedAt'>): boolean {
  return recoveryId === null || lastUsedAt !== null
}

/** The result of a registration ceremony. The store adds status and times. */
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
  | 'outweighs'
  | 'calledOut'
  | 'halted'
  | 'grantedSince'
  | 'broughtBy'
  | 'suspendedBy'
  | 'suspendedAt'
  | 'leavesAt'
>
