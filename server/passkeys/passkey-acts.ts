import type { AccountId, CredentialId, SessionId } from '../../shared/ids.ts'
import type { ArrivalMethod, RetireMode } from '../../shared/recovery.ts'
import type { AuditEntry } from '../audit/audit-entry.ts'
import type { Answer } from '../errors/answer.ts'

/** Where an action came from, for the audit. */
type ActTrace = Pick<AuditEntry, 'sessionId' | 'recoveryId' | 'device' | 'network'>

/** An action of one passkey of an account, by its step-up. */
export interface Doing {
  readonly accountId: AccountId
  readonly by: CredentialId
  readonly trace: ActTrace
}

/** An action of a passkey on another one, or on itself. */
export interface Act extends Doing {
  readonly on: CredentialId
}

/**
 * Exactly one of the two times is set. Neither is if the passkey had never been used, because then it is removed at
 * once.
 */
export interface Removal {
  /** It is set aside until then, and afterwards removed for good. */
  readonly leavesAt: number | null
  /** Set if the passkey of the step-up is too new: the removal happens then, unless an older passkey cancels it. */
  readonly scheduledUntil: number | null
  readonly endedSessions: readonly SessionId[]
}

/** What was stopped. */
export interface Stop {
  /** Arrivals that are frozen now, and unproven ones that were ended, with the names of their passkeys. */
  readonly arrivals: readonly { readonly method: ArrivalMethod; readonly name: string }[]
  /** The number of scheduled changes that will not happen: removals of passkeys, and changes of backup codes. */
  readonly scheduled: number
  readonly endedSessions: readonly SessionId[]
}

export interface StopByOne extends Stop {
  /** Names of passkeys that were set aside and work again. */
  readonly restored: readonly string[]
  /** Names of passkeys that are set aside now, because they had set those aside. */
  readonly setAside: readonly string[]
  /** What happened to recoveries under way, one entry for each that it could stop. */
  readonly underWay: readonly ('ended' | 'paused')[]
}

/** A scheduled removal, because the passkey that asked for it was too new. */
export interface ScheduledChange {
  readonly id: string
  readonly accountId: AccountId
  readonly credentialId: CredentialId
  readonly by: CredentialId
  /** Why, if a recovery called it lost or stolen. */
  readonly mode: RetireMode | null
  readonly madeAt: number
  readonly dueAt: number
}

/** What the cleanup did to passkeys of an account when their time had come. */
export interface CarriedOut {
  readonly accountId: AccountId
  readonly endedSessions: readonly SessionId[]
}

/**
 * What passkeys of an account do to each other. Each action is judged by passkeys/authority.ts and done in one
 * transaction that locks the account's passkeys, with its audit entries. Throws StoreAway.
 */
export interface PasskeyActs {
  rename(act: Act, name: string): Promise<Answer<object>>
  /**
   * Sets a passkey aside for `setAsideMs` milliseconds and then removes it, or schedules that. The session of the trace
   * goes on.
   */
  remove(act: Act, setAsideMs: number): Promise<Answer<Removal>>
  /** Suspends a passkey, and stops what it added and approved, as long as that can be undone. */
  reportStolen(act: Act): Promise<Answer<Stop>>
  restore(act: Act): Promise<Answer<object>>
  cancel(doing: Doing, scheduledId: string): Promise<Answer<object>>
  /**
   * Freezes every arrival that is younger than the passkey and can be undone, cancels what younger passkeys have
   * scheduled, and takes back what a younger one did to the passkey itself.
   */
  stop(doing: Doing): Promise<Answer<StopByOne>>
  /** The next one first. */
  scheduled(accountId: AccountId): Promise<readonly ScheduledChange[]>
  /**
   * Carries out what is due: scheduled removals, and the removal of passkeys that were set aside. Several nodes may
   * do it at once. `failed` is called for each account that failed, and the others go on; without it, it throws.
   */
  carryOut(setAsideMs: number, failed?: (err: unknown) => void): Promise<readonly CarriedOut[]>
}
