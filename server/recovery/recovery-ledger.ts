import type { EndCause } from '../../shared/end-causes.ts'
import type { AccountId, CredentialId, RecoveryId, SessionId } from '../../shared/ids.ts'
import type { Health } from '../../shared/readiness.ts'
import type { RetireChoice } from '../../shared/recovery.ts'
import type { AuditEntry } from '../audit/audit-entry.ts'
import type { NewCredential } from '../passkeys/credential.ts'
import type { Doing } from '../passkeys/passkey-acts.ts'
import type { CounterWentBack, SessionBeginning } from '../sessions/session-store.ts'
import type { RecoveryLevel } from './policy.ts'
import type { Recovery, RecoveryFacts } from './recovery.ts'
import type { SlowRecovery } from './slow/slow-ledger.ts'

/** Milliseconds by the database's clock. */
export interface ProvingLimits {
  /**
   * From the registration. After it, the passkey cannot be proven any more, whether the sweep has removed the passkey or not.
   */
  readonly unprovenMs: number
  readonly probationMs: number
  /** If no passkey of the account approved the recovery. */
  readonly unapprovedProbationMs: number
  /** From then on until the recovery can no longer be undone. */
  readonly undoMs: number
  /** What is enough to undo an earlier arrival by methods. */
  readonly level: RecoveryLevel
}

/** What it did to prove a passkey. */
export interface Proven {
  readonly recovery: Recovery
  /** Sessions that ended with it: those of the retired passkey, and others if that was approved. */
  readonly endedSessions: readonly SessionId[]
}

/** How many passkeys a sweep dealt with. */
export interface Swept {
  readonly unproven: number
  readonly resumed: number
  readonly abandoned: number
  readonly undecided: number
  readonly retired: number
}

/** A recovery, with the passkeys that paused it, also on its way. */
export interface Undoable extends Recovery {
  readonly pausedBy: readonly CredentialId[]
}

/** Recoveries of an account, newest first. */
export interface ToTell {
  /** Those that can still be undone, or are frozen and wait for a decision. */
  readonly undoable: readonly Undoable[]
  /** Slow ones that are under way, up to the sign-in that proves their passkey. */
  readonly underWay: readonly SlowRecovery[]
  /** Since when the account is in dispute: see slow/disputes.ts. */
  readonly disputedSince: number | null
  /** The database's clock. */
  readonly now: number
}

/**
 * Recoveries in SQL, which has the last word on them: one row for each. Each call is one transaction, with its
 * audit entry. All throw StoreAway.
 */
export interface RecoveryLedger {
  /**
   * Stores the credential as `unproven`, with the row of its recovery. `repeated` if the row has this credential
   * already; `taken` if the recovery ended or registered another one; `credential-known` if any account has or had
   * this passkey (the recovery stays as it was); `approver-gone` if the passkey that approved is not active any
   * more; `unjustified` if the proofs are not enough, for a slow recovery at this moment. A stolen passkey is suspended here if it was not before.
   * `retires`: which passkeys the person of a slow recovery calls lost or stolen. When the new one is proven, it
   * schedules that they retire.
   */
  register(
    facts: RecoveryFacts,
    credential: NewCredential,
    audit: AuditEntry,
    retires?: readonly RetireChoice[],
  ): Promise<'registered' | 'repeated' | 'taken' | 'credential-known' | 'approver-gone' | 'unjustified'>
  /**
   * Ends an approved recovery, or says what came first. With `revokeUnproven`, a passkey that was registered but
   * not proven is removed too. A proven one never is.
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
  /** What the owner of an account should hear of, read together. */
  toTell(accountId: AccountId): Promise<ToTell>
  /** When each method last gave a proof of an account, in whatever recovery that is remembered. */
  lastUsed(accountId: AccountId): Promise<Health['lastUsed']>
  /**
   * A passkey is proven by a sign-in: it becomes active and is on probation, the retired one is suspended,
   * sessions end, and the recovery is done. The session of that sign-in begins too, unless the host keeps its own.
   * Null if the passkey is not unproven, or if its time is over.
   */
  prove(
    credentialId: CredentialId,
    limits: ProvingLimits,
    audit: AuditEntry,
    beginning?: SessionBeginning,
  ): Promise<Proven | CounterWentBack | null>
  /**
   * Freezes the passkey of an arrival and ends its sessions. It also stops what that passkey approved and added,
   * and so on along the chain: arrivals that are done are frozen, each with a decision of its own, and unproven
   * ones end. One that outweighs a passkey is only paused, once, and nothing that came from it: see whatAFreezeDoes.
   * Null if there is nothing to undo, or if the passkey that judges can do nothing to it or cannot act any more.
   */
  freeze(
    doing: Doing,
    recoveryId: RecoveryId,
  ): Promise<{ readonly endedSessions: readonly SessionId[] } | null>
  /**
   * Lifts the freeze of this arrival, and of no other that was frozen with it. It can then be undone for a day at
   * least. If two passkeys had frozen it as a tie, what the new one called lost or stolen is called out again. False if it is not frozen, or if an older passkey than this one froze it.
   */
  lift(doing: Doing, recoveryId: RecoveryId): Promise<boolean>
  /**
   * Sets the passkey of a frozen arrival aside. After `setAsideMs` milliseconds it is gone. With `restoreRetired`,
   * the retired passkey becomes active again. False if it is not frozen, or outweighs the passkey that judges.
   */
  undo(doing: Doing, recoveryId: RecoveryId, restoreRetired: boolean, setAsideMs: number): Promise<boolean>
  /**
   * Removes passkeys that were not proven in time, lets those go on whose pause is over, undoes what is frozen when no
   * older passkey is left that could decide, or none has decided in time, and removes retired ones whose recovery can no longer be undone. If one of
   * them fails, `failed` is told and the others go on; without `failed`, it throws.
   */
  sweep(unprovenMs: number, failed?: (err: unknown) => void): Promise<Swept>
}
