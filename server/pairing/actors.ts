import type { AccountId, ConnectionId, CredentialId, PageKey, SessionId } from '../../shared/ids.ts'
import type { Place } from '../../shared/place.ts'
import type { Network } from '../throttle/network.ts'

/** The requesting page, as a proven connection brings it. */
export interface Page {
  readonly pageKey: PageKey
  readonly connection: ConnectionId
  /** Keyed hash of the browser cookie. */
  readonly browser: string
  readonly network: Network
  /** Rough place of its address, when the deployment has a place file. */
  readonly place: Place | null
  /** What the device claims to be. */
  readonly device: string
}

/** The approving device, as its session brings it. */
export interface Approver {
  readonly accountId: AccountId
  readonly accountName: string
  readonly foldedName: string
  readonly sessionId: SessionId
  /** The passkey that began the session. */
  readonly credentialId: CredentialId
  readonly browser: string
  readonly network: Network
  /** Rough place of its address, when the deployment has a place file. */
  readonly place: Place | null
  readonly device: string
}
