import type { EndCause } from '../../shared/end-causes.ts'
import type { AccountId, CredentialId, RecoveryId, SessionId } from '../../shared/ids.ts'
import {
  type ArrivalMethod,
  type RequesterFacts,
  type RetireMode,
  SLOW_METHODS,
} from '../../shared/recovery.ts'
import type { ProofMethod } from './policy.ts'

/**
 * What justifies a recovery. A method yields it once, for one account. The policy (policy.ts) says whether the
 * proofs are enough.
 */
export interface Proof {
  readonly method: ProofMethod
  /**
   * When it was given, in milliseconds by the database's clock. For an approval, that is when its step-up began.
   */
  readonly at: number
  /** Null if no passkey of the account took part in the proof. */
  readonly approval: Approval | null
}

/** Which passkey of the account made the step-up, and in which session. */
export interface Approval {
  readonly credentialId: CredentialId
  readonly sessionId: SessionId
}

/** States of slow recoveries before their registration: proofs are missing, it has to wait, or they are enough. */
export const OPEN_STATES = ['collecting', 'on-hold', 'approved'] as const

/** `ended`: no passkey can come of it any more, and `cause` says why. */
export type RecoveryState =
  | (typeof OPEN_STATES)[number]
  | 'ended'
  | 'registered'
  | 'done'
  | 'frozen'
  | 'undone'

/**
 * One person getting back into one account. A slow recovery has its row from its first proof on (see slow/). Any
 * other row is written at the registration, or at an end if that comes first: the two compete for it. A passkey that
 * was added on the account page has a row too, and can be undone in the same way.
 */
export interface Recovery {
  readonly id: RecoveryId
  readonly accountId: AccountId
  readonly method: ArrivalMethod
  readonly proofs: readonly Proof[]
  readonly state: RecoveryState
  readonly cause: EndCause | null
  readonly credentialId: CredentialId | null
  readonly retiredId: CredentialId | null
  readonly retireMode: RetireMode | null
  readonly endOtherSessions: boolean
  readonly requester: RequesterFacts
  readonly createdAt: number
  readonly doneAt: number | null
  /** Until when it can be undone. */
  readonly undoUntil: number | null
  /** The passkey that froze it. Null unless it is frozen. */
  readonly frozenBy: CredentialId | null
  /** When its freeze lapses. Null if that waits for a decision, and unless it is frozen. */
  readonly frozenUntil: number | null
  /** When it is undone if no passkey has decided. Null if it goes on by itself or is a tie, and unless it is frozen. */
  readonly decideUntil: number | null
  /** Whether its proofs outweigh one passkey of the account: see whatAFreezeDoes. */
  readonly outweighs: boolean
  /** Two passkeys that were made before this are a tie with what outweighs one. Null if none are: see tieBefore. */
  readonly tieBefore: number | null
}

/** What a method gives to SQL, at the registration or at an end that comes before it. */
export type RecoveryFacts = Omit<
  Recovery,
  | 'state'
  | 'cause'
  | 'credentialId'
  | 'createdAt'
  | 'doneAt'
  | 'undoUntil'
  | 'frozenBy'
  | 'frozenUntil'
  | 'decideUntil'
  | 'outweighs'
  | 'tieBefore'
>

/** Which passkey of the account approved or added it, in which session and when. Null if none took part. */
export function approvalOf({ proofs }: Pick<Recovery, 'proofs'>): (Approval & Pick<Proof, 'at'>) | null {
  for (const { approval, at } of proofs) if (approval) return { ...approval, at }
  return null
}

/** Whether a method has no other device, so that its recoveries have their row from the first proof on. */
export function isSlow(method: ArrivalMethod): boolean {
  return SLOW_METHODS.some((slow) => slow === method)
}
