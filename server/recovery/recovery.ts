import type { AccountId, CredentialId, PairingId, SessionId } from '../../shared/ids.ts'
import type { Purpose, RequesterFacts, RetireMode } from '../../shared/pairing-view.ts'
import type { EndCause } from '../../shared/reasons.ts'

/** `ended`: nothing will ever be registered under this pairing id. */
export type RecoveryState = 'ended' | 'registered' | 'done' | 'frozen' | 'undone' | 'swept'

/** The one row that registration and every end after approval compete for. */
export interface Recovery {
  readonly pairingId: PairingId
  readonly accountId: AccountId
  readonly state: RecoveryState
  readonly cause: EndCause | null
  readonly purpose: Purpose
  readonly credentialId: CredentialId | null
  readonly retiredId: CredentialId | null
  readonly retireMode: RetireMode | null
  readonly approvingSessionId: SessionId
  readonly approvingCredentialId: CredentialId
  readonly endOtherSessions: boolean
  readonly requester: RequesterFacts
  readonly createdAt: number
  readonly doneAt: number | null
  /** Until then it can be undone. */
  readonly undoUntil: number | null
}

/** What a pairing hands over at registration or at an end after approval. */
export type RecoveryFacts = Omit<
  Recovery,
  'state' | 'cause' | 'credentialId' | 'createdAt' | 'doneAt' | 'undoUntil'
>
