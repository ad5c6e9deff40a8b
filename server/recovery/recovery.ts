import type { AccountId, CredentialId, RecoveryId, SessionId } from '../../shared/ids.ts'
import type { EndCause } from '../../shared/reasons.ts'
import type { ArrivalMethod, Purpose, RequesterFacts, RetireMode } from '../../shared/recovery.ts'

/** What justifies a recovery: a method yields it once, for one account. The policy says whether the proofs are enough. */
export interface Proof {
  readonly method: ArrivalMethod
  /** When it was given, by the database's clock; of an approval, when its step-up began. */
  readonly at: number
  /** Null for a proof in which no passkey of the account took part. */
  readonly approval: Approval | null
}

/** The passkey of the account that made the step-up, and the session that it was made in. */
export interface Approval {
  readonly credentialId: CredentialId
  readonly sessionId: SessionId
}

/** `ended`: nothing comes of it any more, and `cause` says why. */
export type RecoveryState = 'ended' | 'registered' | 'done' | 'frozen' | 'undone'

/**
 * One person getting back into one account. It is a row from its registration, or from its end if that came first:
 * the two compete for the row. A passkey that was added on the account page has one too, and can be undone like it.
 */
export interface Recovery {
  readonly id: RecoveryId
  readonly accountId: AccountId
  readonly method: ArrivalMethod
  readonly purpose: Purpose
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
  /** Until then it can be undone. */
  readonly undoUntil: number | null
  /** Who has frozen it; null unless it is frozen. */
  readonly frozenBy: CredentialId | null
}

/** What a method hands over, at the registration or at an end that comes before it. */
export type RecoveryFacts = Omit<
  Recovery,
  'state' | 'cause' | 'credentialId' | 'createdAt' | 'doneAt' | 'undoUntil' | 'frozenBy'
>

/** Which passkey of the account approved or added it, in which session and when; null if none took part. */
export function approvalOf({ proofs }: Pick<Recovery, 'proofs'>): (Approval & Pick<Proof, 'at'>) | null {
  for (const { approval, at } of proofs) if (approval) return { ...approval, at }
  return null
}
