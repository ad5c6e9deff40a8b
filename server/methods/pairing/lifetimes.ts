import { PROOF_MS } from '../../recovery/lifetimes.ts'

const SECOND = 1_000
const MINUTE = 60 * SECOND

/** How long each step of a pairing may take, in milliseconds by the store's clock. Given at composition. */
export interface Lifetimes {
  /** A code may be claimed until the pairing is this old. */
  readonly claimable: number
  /** No pairing reaches registration when it is older than this. */
  readonly whole: number
  readonly pin: number
  /** Tries bound the guesses, not time; it only has to end. */
  readonly returnPin: number
  /** From the claim to approve or deny; a lapsed claim returns to `open`. With claimable and registration within whole. */
  readonly decision: number
  readonly registration: number
  /** From registration to the sign-in that proves the new passkey. */
  readonly proof: number
  /** A page that dropped may come back within this time. */
  readonly resume: number
  /** What a look at a QR code is worth: long enough to sign in first. */
  readonly receipt: number
  /** The record of a pairing is kept this long after its last step, to recognise reuse; see kept-ms.ts. */
  readonly remembered: number
}

export const LIFETIMES: Lifetimes = {
  claimable: 10 * MINUTE,
  whole: 20 * MINUTE,
  pin: 5 * MINUTE,
  returnPin: 2 * MINUTE,
  decision: 4 * MINUTE,
  registration: 3 * MINUTE,
  proof: PROOF_MS,
  resume: 60 * SECOND,
  receipt: 3 * MINUTE,
  remembered: 20 * MINUTE,
}

/** Tries, counted on the pairing before comparing. */
export const TRIES = { returnPin: 3, registration: 3 } as const
