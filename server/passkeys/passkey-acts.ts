import type { AccountId, CredentialId, SessionId } from '../../shared/ids.ts'
import type { ArrivalMethod } from '../../shared/recovery.ts'
import type { AuditEntry } from '../audit/audit-entry.ts'
import type { Answer } from '../errors/answer.ts'

/** Where an act came from, as it is written down. */
type ActTrace = Pick<AuditEntry, 'sessionId' | 'recoveryId' | 'device' | 'network'>

/** What one passkey of an account does, by its step-up. */
export interface Doing {
  readonly accountId: AccountId
  readonly by: CredentialId
  readonly trace: ActTrace
}

/** What it does to another one, or to itself. */
export interface Act extends Doing {
  readonly on: CredentialId
}

/** Exactly one of the two times is set, or none when the passkey had never been used and is gone at once. */
export interface Removal {
  /** It is set aside until then, and gone afterwards. */
  readonly leavesAt: number | null
  /** The passkey of the step-up is too new: it happens then, unless an older one objects. */
  readonly scheduledUntil: number | null
  readonly endedSessions: readonly SessionId[]
}

/** What was stopped. */
export interface Stop {
  /** Arrivals that are frozen now, and unproven ones that ended, with the names of their passkeys. */
  readonly arrivals: readonly { readonly method: ArrivalMethod; readonly name: string }[]
  /** Removals that were scheduled and will not happen. */
  readonly scheduled: number
  readonly endedSessions: readonly SessionId[]
}

export interface StopByOne extends Stop {
  /** Names of passkeys that were set aside and work again. */
  readonly restored: readonly string[]
  /** Names of passkeys that are set aside now, because they had set those aside. */
  readonly setAside: readonly string[]
}

/** A removal that a passkey was too new for. */
export interface ScheduledChange {
  readonly id: string
  readonly accountId: AccountId
  readonly credentialId: CredentialId
  readonly by: CredentialId
  readonly madeAt: number
  readonly dueAt: number
}

/** What the cleanup did to passkeys of an account whose time had come. */
export interface CarriedOut {
  readonly accountId: AccountId
  readonly endedSessions: readonly SessionId[]
}

/**
 * What passkeys of an account do to each other. Each is judged by passkeys/authority.ts and done in one
 * transaction that holds the account's passkeys, with its audit entries. Throws StoreAway.
 */
export interface PasskeyActs {
  rename(act: Act, name: string): Promise<Answer<object>>
  /** Sets a passkey aside for so many milliseconds, or schedules that. The session of the trace goes on. */
  remove(act: Act, setAsideMs: number): Promise<Answer<Removal>>
  /** Suspends it, and stops what it added and approved and can still be undone. */
  reportStolen(act: Act): Promise<Answer<Stop>>
  restore(act: Act): Promise<Answer<object>>
  cancel(doing: Doing, scheduledId: string): Promise<Answer<object>>
  /**
   * Freezes every arrival that is younger than the passkey and can be undone, cancels what younger ones have
   * scheduled, and takes back what a younger one did to the passkey itself.
   */
  stop(doing: Doing): Promise<Answer<StopByOne>>
  /** Soonest first. */
  scheduled(accountId: AccountId): Promise<readonly ScheduledChange[]>
  /**
   * Carries out what is due by now: scheduled removals, and the end of what was set aside. Nodes may do it at once.
   * `failed` hears of each account that could not be worked on, and the others go on; without it, it throws.
   */
  carryOut(setAsideMs: number, failed?: (err: unknown) => void): Promise<readonly CarriedOut[]>
}
