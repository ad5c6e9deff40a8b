import type { ArrivalMethod } from './recovery.ts'

// The results of an owner's actions that say more than that it was done.

/** One of the two is set. Neither is if the passkey had never been used, because then it is removed at once. */
export interface PasskeyRemoved {
  /** It is set aside until then, and afterwards removed for good. */
  readonly leavesAt: number | null
  /** Set if the passkey that confirmed is too new: the removal happens then, unless an older passkey cancels it. */
  readonly scheduledUntil: number | null
}

/** What was stopped: arrivals by the names of their passkeys, scheduled changes and sessions by their number. */
export interface Stopped {
  readonly recoveries: readonly { readonly method: ArrivalMethod; readonly name: string }[]
  readonly scheduled: number
  readonly sessions: number
}

export interface ChangesStopped extends Stopped {
  /** Name of the account. */
  readonly account: string
  /**
   * Names of passkeys that work again (`restored`), and of younger ones that are set aside because they had set those
   * aside.
   */
  readonly restored: readonly string[]
  readonly setAside: readonly string[]
  /** What happened to recoveries under way, one entry for each. */
  readonly underWay: readonly ('ended' | 'paused')[]
}

/** `stayed`: sessions that an older passkey began, or that began after the step-up did. */
export interface SessionsEnded {
  readonly ended: number
  readonly stayed: number
}
