import type { ClaimId, CredentialId, PairingId } from './ids.ts'
import type { DualReason, PairingEndCause } from './pairing.ts'
import type { Purpose, RequesterFacts } from './recovery.ts'

type LiveState = 'open' | 'claimed' | 'matched' | 'approved' | 'registered' | 'done'
export type EndState = 'denied' | 'expired' | 'cancelled' | 'burned'
export type PairingState = LiveState | EndState

/**
 * What the requesting page may know. Before the approval that is only the state: no account, no place, and no name of
 * the other device. Times are durations, so that no device's clock matters.
 */
export interface RequestingView {
  readonly pairingId: PairingId
  readonly version: number
  readonly state: PairingState
  readonly purpose: Purpose
  /** Age of the pairing by the store's clock; the QR step is counted from it. */
  readonly ageMs: number
  /** Until the current step runs out. */
  readonly leftMs: number
  readonly reasons: readonly DualReason[]
  /** The name that was typed on this page, if one was: QR and PIN are for that account only. */
  readonly typedName: string | null
  /** Present while the code may be claimed. */
  readonly codes: { readonly seed: string; readonly pin: string | null; readonly pinLeftMs: number } | null
  /** Present while the return PIN is due. */
  readonly returnPin: { readonly triesLeft: number; readonly leftMs: number } | null
  /** The whole account name, from approval on only. */
  readonly account: string | null
  readonly endCause: PairingEndCause | null
}

/**
 * How the two devices relate to each other, at the time of the claim. The server found it out; the devices did not
 * say it.
 */
export interface BetweenFacts {
  /** A difference means little: a phone on mobile data and a laptop on Wi-Fi have different ones. */
  readonly network: 'same' | 'other' | 'cannot-tell'
  /** Whole kilometres, when both places are known. */
  readonly distanceKm: number | null
}

export interface RetireOption {
  readonly credentialId: CredentialId
  readonly name: string
  readonly createdAt: number
  readonly lastUsedAt: number | null
  /**
   * Why it cannot be chosen, or null: it is the one that approves, or the last one not on probation, or older than
   * the arrival, still to be undone, of the passkey that began the approving session.
   */
  readonly blocked: 'approves' | 'last' | 'older' | null
  /**
   * The names of the passkeys that it added or approved and that can still be undone. They are frozen too if it is
   * reported stolen.
   */
  readonly brought: readonly string[]
}

/** What the approving device may know of the pairing that it claimed. */
export interface ApprovingView {
  readonly claimId: ClaimId
  /** Rises with every change of the pairing. */
  readonly version: number
  readonly state: PairingState
  readonly viewVersion: number
  readonly purpose: Purpose
  /** The account that is signed in on the approving device, in full. */
  readonly account: string
  readonly requester: RequesterFacts
  readonly between: BetweenFacts
  readonly beganAgoMs: number
  readonly leftMs: number
  readonly reasons: readonly DualReason[]
  /** Shown only to the claim that it was made for. */
  readonly returnPin: { readonly pin: string; readonly leftMs: number; readonly triesLeft: number } | null
  readonly endCause: PairingEndCause | null
}
