import { UNPROVEN_MS } from '../../recovery/lifetimes.ts'

const SECOND = 1_000
const MINUTE = 60 * SECOND

/**
 * How long each step of a pairing may take, in milliseconds by the store's clock. How long each QR code is shown is
 * in shared/qr.ts.
 */
export interface Lifetimes {
  /** How old a pairing may be when its code is claimed. */
  readonly claimable: number
  /** How old a pairing may be when a passkey is registered. */
  readonly whole: number
  readonly pin: number
  /** The tries limit the guesses, not this time. It only has to end. */
  readonly returnPin: number
  /**
   * From the claim to approve or deny. After it, the pairing is `open` again, or ends if it is too old to be
   * claimed. `claimable`, this and `registration` together fit into `whole`.
   */
  readonly decision: number
  readonly registration: number
  /** From the registration to the sign-in that proves the new passkey. */
  readonly unproven: number
  /** How long a page that lost its connection has to come back. */
  readonly resume: number
  /** How long the receipt of a scanned code is valid: long enough to sign in first. */
  readonly receipt: number
  /** How long a record is kept after its last step, to recognise a reused code; see kept-ms.ts. */
  readonly remembered: number
}

/** The lifetimes of every deployment. Only tests use others. */
export const LIFETIMES: Lifetimes = {
  claimable: 10 * MINUTE,
  whole: 20 * MINUTE,
  pin: 5 * MINUTE,
  returnPin: 2 * MINUTE,
  decision: 4 * MINUTE,
  registration: 3 * MINUTE,
  unproven: UNPROVEN_MS,
  resume: 60 * SECOND,
  receipt: 3 * MINUTE,
  remembered: 20 * MINUTE,
}

/** How many failures a pairing allows, over all its claims. The record counts them. */
export const TRIES = { returnPin: 3, registration: 3 } as const
