import type { ArrivalMethod } from './recovery.ts'

// What came of an owner's act, where that is more than that it was done.

/** One of the two is set, or none when the passkey had never been used and is gone at once. */
export interface PasskeyRemoved {
  /** Set aside until then, and gone afterwards. */
  readonly leavesAt: number | null
  /** The passkey that confirmed is too new: it happens then, unless an older one objects. */
  readonly scheduledUntil: number | null
}

/** What was stopped: arrivals by the names of their passkeys, scheduled removals and sessions by their number. */
export interface Stopped {
  readonly recoveries: readonly { readonly method: ArrivalMethod; readonly name: string }[]
  readonly scheduled: number
  readonly sessions: number
}

export interface ChangesStopped extends Stopped {
  /** Name of the account. */
  readonly account: string
  /** Names of passkeys that work again, and of younger ones that are set aside because they had stopped those. */
  readonly restored: readonly string[]
  readonly setAside: readonly string[]
}

/** `stayed`: begun by an older passkey, or only after the step-up began. */
export interface SessionsEnded {
  readonly ended: number
  readonly stayed: number
}
