export const SECOND = 1_000
export const MINUTE = 60 * SECOND
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

/** A number that a deployment may set, between a floor and a ceiling. */
export interface Choosable {
  readonly value: number
  readonly floor: number
  readonly ceiling: number
  /** What it is counted by, and the reason for the number. Both are in the tables of docs/spec/limits.md. */
  readonly per: string
  readonly why: string
}

/**
 * Points for each window. A window has whole seconds. `wide`: the IPv6 /48 around a network has a larger budget.
 */
export interface Budget extends Choosable {
  readonly windowMs: number
  readonly wide?: true
  /** If the budget is spent, a call waits for one of the next windows, by lot, before it is refused. */
  readonly turns?: true
  /** It limits guesses. In a store that may have forgotten something, only half of it is left. */
  readonly guess?: true
  /**
   * One session gets half of it. So if someone has copied the session's cookie, the other half is left for whoever
   * signs in again.
   */
  readonly shared?: true
}
