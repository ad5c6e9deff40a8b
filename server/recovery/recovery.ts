import type { AccountId, CredentialId, PairingId, SessionId } from '../../shared/ids.ts'
import type { ArrivalMethod, Purpose, RequesterFacts, RetireMode } from '../../shared/pairing-view.ts'
import type { EndCause } from '../../shared/reasons.ts'

/** `ended`: nothing will ever be registered under this pairing id. */
export type RecoveryState = 'ended' | 'registered' | 'done' | 'frozen' | 'undone' | 'swept'

/**
 * How a passkey came to its account, unless it was the first. For a pairing it is the one row that registration
 * and every end after approval compete for; what was added on the account page has one under an id of its own,
 * and can be undone in the same way.
 */
export interface Recovery {
  readonly pairingId: PairingId
  readonly accountId: AccountId
  readonly method: ArrivalMethod
  readonly state: RecoveryState
  readonly cause: EndCause | null
  readonly purpose: Purpose
  readonly credentialId: CredentialId | null
  readonly retiredId: CredentialId | null
  readonly retireMode: RetireMode | null
  /** The session and the passkey that approved or added it. */
  readonly approvingSessionId: SessionId
  readonly approvingCredentialId: CredentialId
  /** When the step-up of the approval began, by the database's clock. */
  readonly approvedAt: number
  readonly endOtherSessions: boolean
  readonly requester: RequesterFacts
  readonly createdAt: number
  readonly doneAt: number | null
  /** Until then it can be undone. */
  readonly undoUntil: number | null
  /** Who has frozen it; null unless it is frozen. */
  readonly frozenBy: CredentialId | null
}

/** What a pairing hands over at registration or at an end after approval. */
export type RecoveryFacts = Omit<
  Recovery,
  'method' | 'state' | 'cause' | 'credentialId' | 'createdAt' | 'doneAt' | 'undoUntil' | 'frozenBy'
>
