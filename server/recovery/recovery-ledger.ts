import type { AccountId, CredentialId, RecoveryId, SessionId } from '../../shared/ids.ts'
import type { EndCause } from '../../shared/reasons.ts'
import type { AuditEntry } from '../audit/audit-entry.ts'
import type { NewCredential } from '../passkeys/credential.ts'
import type { Doing } from '../passkeys/passkey-acts.ts'
import type { SessionBeginning } from '../sessions/session-store.ts'
import type { Recovery, RecoveryFacts } from './recovery.ts'

/** In milliseconds, by the database's clock. */
export interface ProofLimits {
  /** From the registration to its proof; later, it is as good as swept. */
  readonly proofMs: number
  readonly probationMs: number
  /** From the proof until it can no longer be undone. */
  readonly undoMs: number
}

export interface Proven {
  readonly recovery: Recovery
  /** Sessions that ended with it: those of the retired passkey, and others if that was approved. */
  readonly endedSessions: readonly SessionId[]
}

/**
 * The last authority over recoveries: one row for each pairing id, in SQL. Each method is one transaction
 * that holds its audit entry too.
 */
export interface RecoveryLedger {
  /**
   * Stores the credential as `unproven` with the row of its pairing. `repeated` when this very credential
   * stands there already; `taken` when the pairing ended or registered another; `credential-known` when any account
   * has or had this passkey, and then the pairing is as it was; `approver-gone` when the passkey that approved is
   * not active any more. A stolen passkey is suspended here at the latest.
   */
  register(
    facts: RecoveryFacts,
    credential: NewCredential,
    audit: AuditEntry,
  ): Promise<'registered' | 'repeated' | 'taken' | 'credential-known' | 'approver-gone'>
  /**
   * Ends an approved pairing, or says what came first. With `revokeUnproven` a registered but unproven
   * replacement is removed too; a proven one never is.
   */
  end(
    facts: RecoveryFacts,
    cause: EndCause,
    revokeUnproven: boolean,
    audit: AuditEntry,
  ): Promise<
    | { readonly outcome: 'ended' }
    | { readonly outcome: 'registered' | 'done'; readonly credentialId: CredentialId }
  >
  find(recoveryId: RecoveryId): Promise<Recovery | null>
  /** Recoveries of an account that are done or frozen and can still be undone or decided. */
  undoable(accountId: AccountId): Promise<readonly Recovery[]>
  /**
   * The proof by sign-in: the new passkey becomes active and on probation, the retired one is suspended,
   * the sessions end, the recovery is done, and the session of that sign-in begins, unless the host keeps its own.
   * Null when the passkey is not unproven (any more) or its time to be proven is over.
   */
  prove(
    credentialId: CredentialId,
    limits: ProofLimits,
    audit: AuditEntry,
    beginning?: SessionBeginning,
  ): Promise<Proven | null>
  /**
   * Freezes the passkey of an arrival and ends its sessions; null when there is nothing to undo, or when the
   * passkey that judges is not older, or cannot act any more. What it approved and added stops too: what is done
   * is frozen, each for a decision of its own, and what is unproven ends. So on along the chain.
   */
  freeze(
    doing: Doing,
    recoveryId: RecoveryId,
  ): Promise<{ readonly endedSessions: readonly SessionId[] } | null>
  /**
   * Lifts the freeze of this arrival, and of no other that froze with it; it can be undone for a day at least.
   * False when it is not frozen, or when neither this passkey nor a younger one has frozen it.
   */
  lift(doing: Doing, recoveryId: RecoveryId): Promise<boolean>
  /**
   * Sets the passkey of a frozen arrival aside for so long, after which it is gone, and, if asked, makes the
   * retired one active again.
   */
  undo(doing: Doing, recoveryId: RecoveryId, restoreRetired: boolean, setAsideMs: number): Promise<boolean>
  /**
   * Removes what was not proven in time and the retired passkeys whose undo has lapsed. `failed` hears of each one
   * that could not be worked on, and the others go on; without it, it throws.
   */
  sweep(
    proofMs: number,
    failed?: (err: unknown) => void,
  ): Promise<{ readonly unproven: number; readonly retired: number }>
}
