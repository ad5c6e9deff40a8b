import type { AccountId, PageKey, RecoveryId } from '../../../shared/ids.ts'
import type { RequesterFacts, SlowMethodId } from '../../../shared/recovery.ts'
import type { Credential } from '../../passkeys/credential.ts'
import type { Doing } from '../../passkeys/passkey-acts.ts'
import type { Pause, ProvenBy, RecoveryLevel } from '../policy.ts'
import { OPEN_STATES, type Recovery } from '../recovery.ts'
import type { GivenProof } from './given-proof.ts'

/** A proof, with the method that it counts as one of. Of the evidence, which may be a hash of a secret, nothing is kept. */
export interface SlowProof extends ProvenBy {
  readonly from: SlowMethodId
  /** The address of the account that it came through, if it did. */
  readonly addressId?: string
  /** The agreement with the contact whose word it is, if it is one. */
  readonly agreementId?: string
  /** The case that it came of, if it did. */
  readonly caseId?: string
}

/** A recovery that has its row from the first proof on. */
export interface SlowRecovery extends Recovery {
  /** Oldest first. Of those that say the same, the first and the last. */
  readonly proofs: readonly SlowProof[]
  /** The page that it answers to. */
  readonly pageKey: PageKey
  readonly pauses: readonly Pause[]
  /** Until when it has to make progress while it is open, by the database's clock. */
  readonly endsAt: number
}

/** Whether it can still wait or register. */
export function isOpen({ state }: Pick<Recovery, 'state'>): boolean {
  return OPEN_STATES.some((open) => open === state)
}

/** One with what surrounds it, read at once. */
export interface Surrounded {
  readonly recovery: SlowRecovery
  /** All passkeys of its account. */
  readonly passkeys: readonly Credential[]
  /** Since when its account is in dispute: see disputes.ts. */
  readonly disputedSince: number | null
  /** The database's clock. */
  readonly now: number
}

/** A proof, where it came from, and the id of the recovery if it begins one. */
export interface Proving {
  readonly given: GivenProof
  readonly pageKey: PageKey
  /** The recovery that the page keeps, as it says itself. */
  readonly keeps: RecoveryId | null
  readonly requester: RequesterFacts
  readonly recoveryId: RecoveryId
  readonly level: RecoveryLevel
}

/** What a veto did. `nothing`: it could neither end nor pause this recovery. */
export type Stopped =
  | { readonly outcome: 'ended' }
  | { readonly outcome: 'paused'; readonly until: number | null }
  | { readonly outcome: 'nothing' | 'not-there' }
  | { readonly outcome: 'may-not' }

/**
 * Slow recoveries in SQL. Each call that writes is one transaction that holds the account, judges by the policy, and
 * writes its audit entries. All throw StoreAway.
 */
export interface SlowLedger {
  /**
   * Spends the evidence and adds the proof to the recovery of this page and account, or begins one. Other recoveries
   * that rest on no other method end as `moved`. `void`: the evidence was used, is void or has expired.
   * `other-account`: it is good, and would take the page away from what it keeps. After both, nothing was written.
   */
  addProof(proving: Proving): Promise<Surrounded | 'void' | 'other-account'>
  /** Null for an unknown id and for another page, after the same work. */
  find(recoveryId: RecoveryId, pageKey: PageKey): Promise<Surrounded | null>
  /**
   * Ends or pauses a recovery under way, as the policy says of the passkey that does it. `may-not`: that passkey can't
   * act any more.
   */
  stop(doing: Doing, recoveryId: RecoveryId, level: RecoveryLevel): Promise<Stopped>
  /**
   * Ends those without progress since `ttlMs` milliseconds. If one of them fails, `failed` is told and the others go
   * on; without it, it throws. Returns whose recoveries ended.
   */
  sweep(failed?: (err: unknown) => void): Promise<readonly AccountId[]>
}
